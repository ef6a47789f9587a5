using System.Runtime.CompilerServices;

namespace BayesMeasure.Priors;

/// <summary>What an argument must be; each check throws when it is not, and names the argument.</summary>
internal static class Require
{
    /// <summary>A number that is neither NaN nor infinite.</summary>
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} must be a finite number.");
        }
    }

    /// <summary>A positive, finite number.</summary>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} must be above 0 and finite.");
        }
    }

    /// <summary>An upper bound that is above the lower bound.</summary>
    public static void Above(
        double value,
        double lower,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerArgumentExpression(nameof(lower))] string lowerName = "")
    {
        if (!(value > lower))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"The {name} must be above the {lowerName}, {lower}."));
        }
    }

    /// <summary>A name that is not blank and that can be written between quotation marks.</summary>
    public static void ParameterName(string? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.AsSpan().ContainsAny("\"\r\n"))
        {
            throw new ArgumentException("The name of a parameter may hold no quotation mark and no line break.", name);
        }
    }
}
