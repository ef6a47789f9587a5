using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Numerics.Special;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Explorers;

/// <summary>
/// A normal distribution cut off at both ends, for one draw and two densities: other than the prior of that kind it is made anew
/// at each move. Everything is taken relative to the point of the interval where the density peaks, t = (x - peak) / scale, where
/// it falls off as exp(-t (t / 2 + p)), p = (peak - mean) / scale.
/// </summary>
internal readonly struct TruncatedGaussian
{
    /// <summary>Below this product of a length and a slope a series has more digits than a difference.</summary>
    private const double Short = 1e-4;

    private static readonly double RootOfHalfPi = Math.Sqrt(0.5 * Math.PI);

    private readonly DistributionTable table;
    private readonly double logNorm;

    public TruncatedGaussian(double mean, double scale, double minimum, double maximum)
    {
        double peak = Math.Clamp(mean, minimum, maximum);
        double offset = (peak - mean) / scale;
        double lowest = (minimum - peak) / scale;
        double highest = (maximum - peak) / scale;
        logNorm = -Math.Log(scale * Mass(offset, lowest, highest));
        table = new()
        {
            Kind = KindOf(offset, highest - lowest),
            Coordinate = Coordinate.Linear,
            Minimum = minimum,
            Maximum = maximum,
            Center = peak,
            Scale = scale,
            Offset = offset,
        };
    }

    /// <summary>The log density.</summary>
    public double LogDensity(double value)
    {
        double t = (value - table.Center) / table.Scale;
        return value >= table.Minimum && value <= table.Maximum
            ? logNorm - t * (0.5 * t + table.Offset)
            : double.NegativeInfinity;
    }

    /// <summary>One exact, independent draw.</summary>
    public double Draw(RandomStream random) => ShippedDistribution.Draw(table, [], random);

    /// <summary>How it is best drawn from, as in the prior of that kind.</summary>
    private static DistributionKind KindOf(double offset, double length)
    {
        double slope = Math.Abs(offset);
        if (offset == 0)
        {
            return length < Constants.Sqrt2Pi ? DistributionKind.NarrowNormal : DistributionKind.PeakedNormal;
        }

        bool isNarrow = 0.5 * length * (slope + Math.Sqrt(slope * slope + 4)) < 1;
        return isNarrow ? DistributionKind.NarrowNormal : DistributionKind.NormalTail;
    }

    /// <summary>The integral of exp(-t (t / 2 + p)) over the interval.</summary>
    private static double Mass(double offset, double lowest, double highest)
    {
        if (offset == 0)
        {
            return RootOfHalfPi
                * (SpecialFunctions.Erf(highest * Constants.Sqrt1Over2) - SpecialFunctions.Erf(lowest * Constants.Sqrt1Over2));
        }

        double slope = Math.Abs(offset);
        double length = highest - lowest;
        if (length * (slope + length) < Short)
        {
            double first = slope * length;
            return length * (1 - first / 2 + (first * first - length * length) / 6);
        }

        double end = double.IsFinite(length)
            ? Scaled(slope + length) * Math.Exp(-length * (0.5 * length + slope))
            : 0;
        return RootOfHalfPi * (Scaled(slope) - end);
    }

    private static double Scaled(double x) => ScaledErrorFunction.Evaluate<Scalar>(x * Constants.Sqrt1Over2).Value;
}
