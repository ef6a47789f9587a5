using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.References;

/// <summary>
/// How one explored coordinate u becomes nearly normal: one that has two ends is first the normal quantile of its place between
/// them, s = Phi^-1((u - lowest) / (highest - lowest)), any other is s = u; then z = sinh(asinh(y) - skewness) with
/// y = (s - center) / scale (Jones and Pewsey 2009, Biometrika 96, 761). It never changes.
/// </summary>
/// <param name="Lowest">The lower end of the coordinate; -infinity where ends do not matter.</param>
/// <param name="Highest">The upper end.</param>
/// <param name="Center">Where s has y = 0.</param>
/// <param name="Scale">The width of s.</param>
/// <param name="Skewness">Positive where s reaches further up than down.</param>
internal readonly record struct Margin(double Lowest, double Highest, double Center, double Scale, double Skewness)
{
    /// <summary>How many numbers it has.</summary>
    public const int Length = 5;

    // The deviation z at which scale and skewness are read from the draws, and what a normal distribution has beyond it.
    private const double Deviation = 1.3;
    private const double Tail = 0.0968;

    // A margin that bends more has to be better by so much; and none is bent more than an exponential deviate needs.
    private const double LeastGain = 0.05;
    private const double MostSkewed = 0.8;

    // Draws at Deviation are as far from those at -Deviation and at 0 as tanh(skewness) says, times this.
    private static readonly double Asymmetry = (Math.Sqrt(1 + Deviation * Deviation) - 1) / Deviation;

    /// <summary>z = u.</summary>
    public static Margin AsItIs { get; } = new(double.NegativeInfinity, double.PositiveInfinity, 0, 1, 0);

    /// <summary>Whether it does more than shift and stretch.</summary>
    public bool IsBent => HasEnds || Skewness != 0;

    /// <summary>All numbers.</summary>
    public IEnumerable<double> Numbers => [Lowest, Highest, Center, Scale, Skewness];

    private bool HasEnds => double.IsFinite(Lowest);

    /// <summary>The margin that has these numbers.</summary>
    public static Margin Of(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);

    /// <summary>The margin under which draws that are held out are most likely: with ends or without, skewed or not.</summary>
    /// <param name="prior">The prior of the coordinate.</param>
    /// <param name="column">One number a draw.</param>
    /// <param name="heldOut">The same of other draws.</param>
    public static Margin MostLikely(Distribution prior, double[] column, double[] heldOut)
    {
        double lowest = prior.ToCoordinate(prior.Minimum), highest = prior.ToCoordinate(prior.Maximum);
        bool hasEnds = double.IsFinite(lowest) && double.IsFinite(highest)
            && column.Concat(heldOut).All(coordinate => coordinate > lowest && coordinate < highest);
        Margin best = Straight(column);
        double greatest = best.MeanLogDensity(heldOut) + LeastGain;
        foreach ((double low, double high) in hasEnds ? [Nowhere, (lowest, highest)] : new[] { Nowhere })
        {
            foreach (bool isSkewed in new[] { false, true })
            {
                Margin other = Of(column, low, high, isSkewed);
                double density = other.MeanLogDensity(heldOut);
                (best, greatest) = other.IsBent && density > greatest ? (other, density) : (best, greatest);
            }
        }

        return best;
    }

    /// <summary>
    /// The margin of a coordinate that falls off from an end as exp(-t / width): from t(p) = -width ln(1 - p (1 - e^(-range /
    /// width))) at three quantiles p; null where the coordinate has but one end.
    /// </summary>
    /// <param name="prior">The prior of the coordinate.</param>
    /// <param name="isHigh">Whether that is the upper end.</param>
    /// <param name="width">How far it reaches.</param>
    public static Margin? AtEnd(Distribution prior, bool isHigh, double width)
    {
        double lowest = prior.ToCoordinate(prior.Minimum), highest = prior.ToCoordinate(prior.Maximum);
        double range = highest - lowest;
        return double.IsFinite(range) ? Of([At(Tail), At(0.5), At(1 - Tail)], lowest, highest, isSkewed: true) : null;

        double At(double quantile)
        {
            double distance = -width * Math.Log(1 - quantile * (1 - Math.Exp(-range / width)));
            return isHigh ? highest - distance : lowest + distance;
        }
    }

    /// <summary>A margin of the same kind for other draws.</summary>
    public Margin Refitted(double[] column) => Of(column, Lowest, Highest, Skewness != 0);

    /// <summary>z of a coordinate, and ln dz/du.</summary>
    public double Forward(double coordinate, out double logSlope)
    {
        double straight = Straighten(coordinate, Lowest, Highest);
        double y = (straight - Center) / Scale;
        double root = Math.Sqrt(1 + y * y);
        double sinh = Math.Sinh(Skewness), cosh = Math.Cosh(Skewness);
        logSlope = Math.Log((cosh - sinh * y / root) / Scale);
        if (HasEnds)
        {
            logSlope += 0.5 * straight * straight + Constants.LogSqrt2Pi - Math.Log(Highest - Lowest);
        }

        return y * cosh - root * sinh;
    }

    /// <summary>The coordinate at z.</summary>
    public double Inverse(double z)
    {
        double y = z * Math.Cosh(Skewness) + Math.Sqrt(1 + z * z) * Math.Sinh(Skewness);
        double straight = Center + Scale * y;
        if (!HasEnds)
        {
            return straight;
        }

        double tail = 0.5 * SpecialFunctions.Erfc(Math.Abs(straight) * Constants.Sqrt1Over2) * (Highest - Lowest);
        return straight < 0 ? Lowest + tail : Highest - tail;
    }

    private static (double, double) Nowhere => (double.NegativeInfinity, double.PositiveInfinity);

    private static Margin Straight(double[] column) => Of(column, Nowhere.Item1, Nowhere.Item2, isSkewed: false);

    /// <summary>
    /// From three quantiles: with s(z) = center + scale (z cosh(skewness) + sqrt(1 + z^2) sinh(skewness)), the sum of s(z) and
    /// s(-z) less 2 s(0), over their difference, is tanh(skewness) times <see cref="Asymmetry"/>.
    /// </summary>
    private static Margin Of(double[] column, double lowest, double highest, bool isSkewed)
    {
        double[] sorted = Array.ConvertAll(column, coordinate => Straighten(coordinate, lowest, highest));
        Array.Sort(sorted);
        int beyond = (int)(Tail * (sorted.Length - 1));
        double low = sorted[beyond], middle = sorted[(sorted.Length - 1) / 2], high = sorted[^(1 + beyond)];
        double tanh = isSkewed && high > low ? (high + low - 2 * middle) / (high - low) / Asymmetry : 0;
        double skewness = Math.Atanh(Math.Clamp(tanh, -Math.Tanh(MostSkewed), Math.Tanh(MostSkewed)));
        double scale = (high - low) / (2 * Deviation * Math.Cosh(skewness));
        return new(lowest, highest, middle - scale * Math.Sinh(skewness), scale, skewness);
    }

    /// <summary>s of a coordinate.</summary>
    private static double Straighten(double coordinate, double lowest, double highest)
    {
        if (!double.IsFinite(lowest))
        {
            return coordinate;
        }

        // The smaller of the two distances has all its digits.
        double below = (coordinate - lowest) / (highest - lowest);
        double above = (highest - coordinate) / (highest - lowest);
        return below < above ? Normal.InvCDF(0, 1, below) : -Normal.InvCDF(0, 1, above);
    }

    private double MeanLogDensity(double[] column)
    {
        double nu = StudentMixture.DegreesOfFreedom;
        double sum = 0;
        foreach (double coordinate in column)
        {
            double z = Forward(coordinate, out double logSlope);
            sum += logSlope - 0.5 * (nu + 1) * Math.Log(1 + z * z / (nu * StudentMixture.SquaredUnit));
        }

        return sum / column.Length;
    }
}
