namespace BayesMeasure.Priors;

/// <summary>A parameter that is known and not sampled. Made by <c>Prior.Fixed</c>.</summary>
public sealed record FixedValue : ParameterRule
{
    /// <summary>Creates a fixed value.</summary>
    /// <param name="value">The value: finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public FixedValue(double value)
    {
        Require.Finite(value);
        Value = value;
    }

    /// <summary>How it is written.</summary>
    internal static DistributionSyntax Syntax { get; } = new("Fixed", ["value"], a => new FixedValue(a[0]));

    /// <summary>The value of the parameter.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Value);
}
