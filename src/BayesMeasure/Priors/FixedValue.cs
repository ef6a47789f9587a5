namespace BayesMeasure.Priors;

/// <summary>A parameter that is known and not sampled. Made by <see cref="Distributions.Fixed"/>.</summary>
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

    /// <summary>The value of the parameter.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Write(nameof(Distributions.Fixed), Value);
}
