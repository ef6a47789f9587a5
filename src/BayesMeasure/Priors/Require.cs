using System.Runtime.CompilerServices;

namespace BayesMeasure.Priors;

/// <summary>What an argument must be; each check throws when it is not, and names the argument.</summary>
internal static class Require
{
    private const double SmallestScale = 1e-150;
    private const double LargestScale = 1e150;
    private const double SmallestShape = 1e-3;
    private const double LargestShape = 1e9;

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

    /// <summary>
    /// A scale of a distribution, which has to leave room for what is drawn and squared: 1e-150 to 1e150 in whatever unit.
    /// </summary>
    public static void Scale(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Positive(value, name);
        if (value is < SmallestScale or > LargestScale)
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"The {name} must be from {SmallestScale} to {LargestScale}: ")
                + "give the parameter another unit.");
        }
    }

    /// <summary>A location of a distribution: what is added to it has to be a number.</summary>
    public static void Location(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Finite(value, name);
        if (Math.Abs(value) > LargestScale)
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"The {name} must be within {LargestScale} of 0: ")
                + "give the parameter another unit.");
        }
    }

    /// <summary>
    /// A shape of a gamma or beta distribution. Below 1e-3 more than half of its draws are below any double; above 1e9 rounding
    /// decides what is drawn.
    /// </summary>
    public static void Shape(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Positive(value, name);
        if (value is < SmallestShape or > LargestShape)
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"The {name} must be from {SmallestShape} to {LargestShape}: ")
                + (value < 1 ? "below, draws are too small for a number." : "above, use a normal distribution."));
        }
    }

    /// <summary>A distribution whose moments and density are numbers, which its parameters may not tell.</summary>
    public static void Served(Distribution made, double logConstant, string what)
    {
        if (!(double.IsFinite(logConstant) && double.IsFinite(made.Mean)
            && made.StandardDeviation > 0 && double.IsFinite(made.StandardDeviation)))
        {
            throw new ArgumentOutOfRangeException(
                what, $"Doubles cannot hold {what} with these parameters: its density or its width is no number. Give it another "
                + "unit, or bounds nearer to where it is.");
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
