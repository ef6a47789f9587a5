using System.Globalization;

namespace BayesMeasure.Priors;

/// <summary>
/// A parameter that follows another: value = factor * other + offset. Made by <c>Prior.TiedTo</c>.
/// </summary>
internal sealed record Tie : ParameterRule
{
    /// <summary>The name of the function that makes it.</summary>
    public const string FunctionName = "TiedTo";

    /// <summary>How it is written.</summary>
    public const string Syntax = $"{FunctionName}(parameter, factor = 1, offset = 0)";

    /// <summary>Creates a tie to another parameter.</summary>
    /// <param name="parameterName">The name of the parameter that is followed: not blank, without quotation marks.</param>
    /// <param name="factor">What the other value is multiplied by: finite, not 0.</param>
    /// <param name="offset">What is then added: finite.</param>
    /// <exception cref="ArgumentException">The name is blank or holds a quotation mark.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 0, or a number is not finite.</exception>
    public Tie(string parameterName, double factor = 1, double offset = 0)
    {
        Require.ParameterName(parameterName);
        Require.Finite(factor);
        ArgumentOutOfRangeException.ThrowIfZero(factor);
        Require.Finite(offset);
        ParameterName = parameterName;
        Factor = factor;
        Offset = offset;
    }

    /// <summary>The name of the parameter that is followed.</summary>
    public string ParameterName { get; }

    /// <summary>What the other value is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>What is added to the product, in the unit of this parameter.</summary>
    public double Offset { get; }

    /// <summary>The value of this parameter when the one it follows has the value <paramref name="other"/>.</summary>
    public double ValueFor(double other) => Factor * other + Offset;

    /// <inheritdoc/>
    public override string ToString()
    {
        string name = $"\"{ParameterName}\"";
        string factor = Factor.ToString(CultureInfo.InvariantCulture);
        string offset = Offset.ToString(CultureInfo.InvariantCulture);
        if (Offset != 0)
        {
            return $"{FunctionName}({name}, {factor}, {offset})";
        }

        return Factor != 1 ? $"{FunctionName}({name}, {factor})" : $"{FunctionName}({name})";
    }

    internal override IReadOnlyList<string> Followed => [ParameterName];

    internal override bool CanFollow(ParameterRule other) => other is Distribution;

    internal override ParameterRule Renamed(Func<string, string> rename) => new Tie(rename(ParameterName), Factor, Offset);
}
