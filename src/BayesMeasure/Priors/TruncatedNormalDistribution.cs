using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Priors;

/// <summary>
/// A normal distribution cut off at one or both ends: p(x) is proportional to exp(-(x - location)^2 / (2 scale^2)) for
/// minimum &lt;= x &lt;= maximum. Right also where the interval lies many standard deviations from the location. Made by
/// <c>Prior.TruncatedNormal</c>.
/// </summary>
/// <remarks>
/// Everything is taken relative to the point of the interval where the density peaks: with t = (x - peak) / scale and
/// p = (peak - location) / scale, the density falls off as exp(-t (t / 2 + p)). Its integrals over t are Gauss-Legendre
/// sums of 128 nodes over the part that matters (a falling-off of e^-40), which keep their digits where a difference of two
/// error functions has none left.
/// </remarks>
internal sealed record TruncatedNormalDistribution : ShippedDistribution
{
    private const int Nodes = 128;
    private const double NegligibleExponent = 40;

    private readonly double lowest;
    private readonly double highest;
    private readonly double reach;
    private readonly double mass;

    /// <summary>Creates a truncated normal distribution.</summary>
    /// <param name="mean">The mean before truncation: finite, inside or outside the interval.</param>
    /// <param name="standardDeviation">The standard deviation before truncation: above 0, finite.</param>
    /// <param name="minimum">The smallest value; may be -infinity.</param>
    /// <param name="maximum">The largest value: above the minimum; may be +infinity.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public TruncatedNormalDistribution(double mean, double standardDeviation, double minimum, double maximum)
    {
        Require.Location(mean);
        Require.Scale(standardDeviation);
        Require.Above(maximum, minimum);
        Location = mean;
        Scale = standardDeviation;
        Minimum = minimum;
        Maximum = maximum;
        Peak = Math.Clamp(mean, minimum, maximum);
        PeakOffset = (Peak - mean) / standardDeviation;
        lowest = (minimum - Peak) / standardDeviation;
        highest = (maximum - Peak) / standardDeviation;
        reach = 2 * NegligibleExponent
            / (Math.Sqrt(PeakOffset * PeakOffset + 2 * NegligibleExponent) + Math.Abs(PeakOffset));
        mass = Integrate(t => 1, highest);
        LogConstant = -Math.Log(mass * standardDeviation);
        double first = Integrate(t => t, highest) / mass;
        double variance = Integrate(t => (t - first) * (t - first), highest) / mass;
        Mean = Peak + standardDeviation * first;
        StandardDeviation = standardDeviation * Math.Sqrt(variance);
        Require.Served(this, LogConstant, "a truncated normal distribution");
        Numbers = new()
        {
            Kind = IsNarrow ? DistributionKind.NarrowNormal
                : PeakOffset == 0 ? DistributionKind.PeakedNormal
                : DistributionKind.NormalTail,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            Center = Peak,
            Scale = standardDeviation,
            Offset = PeakOffset,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } = new(
        "TruncatedNormal",
        ["mean", "standardDeviation", "minimum", "maximum"],
        a => new TruncatedNormalDistribution(a[0], a[1], a[2], a[3]));

    /// <summary>The mean before truncation.</summary>
    public double Location { get; }

    /// <summary>The standard deviation before truncation.</summary>
    public double Scale { get; }

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <summary>The point of the interval where the density peaks.</summary>
    internal double Peak { get; }

    /// <summary>The distance of the peak from the location, in scales.</summary>
    internal double PeakOffset { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Linear;

    /// <inheritdoc/>
    public override double Minimum { get; }

    /// <inheritdoc/>
    public override double Maximum { get; }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <summary>Whether draws come from a uniform over the interval.</summary>
    internal bool IsNarrow => PeakOffset == 0
        ? highest - lowest < Constants.Sqrt2Pi
        : (highest - lowest) * TailRate < 1;

    private double TailRate => 0.5 * (Math.Abs(PeakOffset) + Math.Sqrt(PeakOffset * PeakOffset + 4));

    /// <inheritdoc/>
    public override double LogDensity(double value) => value >= Minimum && value <= Maximum
        ? LogConstant + LogRelativeDensity((value - Peak) / Scale)
        : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value)
    {
        if (value <= Minimum)
        {
            return 0;
        }

        return value >= Maximum ? 1 : Math.Clamp(Integrate(t => 1, (value - Peak) / Scale) / mass, 0, 1);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the standard deviation before truncation, the location the mean before it; the bounds stay.
    /// </remarks>
    public override TruncatedNormalDistribution Scaled(double factor)
    {
        Require.Positive(factor);
        return new(Location, factor * Scale, Minimum, Maximum);
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Location, Scale, Minimum, Maximum);

    private double LogRelativeDensity(double t) => -t * (0.5 * t + PeakOffset);

    /// <summary>The integral of a function times the relative density, from the lower bound to <paramref name="end"/>.</summary>
    private double Integrate(Func<double, double> function, double end)
    {
        double from = Math.Max(lowest, -reach);
        double to = Math.Min(end, reach);
        return to <= from
            ? 0
            : GaussLegendreRule.Integrate(t => function(t) * Math.Exp(LogRelativeDensity(t)), from, to, Nodes);
    }
}
