using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Variational;

/// <summary>
/// Where guides begin: at the modes that a search found, with the curvature there; or, where there are gates and so no modes, in
/// the middle of the priors and at draws of them.
/// </summary>
/// <param name="unknowns">What the guides are about.</param>
/// <param name="family">What covariances they may have.</param>
internal sealed class GuideStarts(GuideUnknowns unknowns, GuideFamily family)
{
    // Between these quantiles of an exponential deviate lie two thirds of it: ln 2, and what is below and above by a third.
    private const double MedianOfFall = 0.693;
    private const double LowOfFall = 0.173;
    private const double HighOfFall = 1.841;

    // A fall must end inside the range of its prior, or there is no quantile to read it from.
    private const double MostOfRange = 0.25;
    private const double GuessOfRange = 0.05;

    // A range of a prior is 6.2 of its standard deviations, if it is normal; a guide begins with a third of one.
    private const double RangeOfPrior = 6.2;
    private const double ShareOfPrior = 0.3;

    /// <summary>A start at each of some modes.</summary>
    public IEnumerable<GuideStart> Of(IEnumerable<Mode> modes) => modes.Select(At);

    /// <summary>A start in the middle of the priors, and others at draws of them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed of the draws.</param>
    public IEnumerable<GuideStart> OfPriors(int count, ulong seed)
    {
        ExploredRange[] ranges = RangesOfPriors(unknowns);
        double[] deviations = DeviationsOfPriors(unknowns);
        for (int start = 0; start < count; start++)
        {
            var random = new RandomStream(seed, GuideStreams.Starts, start);
            double[] center = [.. ranges.Select((range, i) => start == 0 ? At(i, range.Middle) : Draw(i, random))];

            // Gates begin with their prior, or with even odds.
            double[] logits = start % 2 == 0 ? [.. unknowns.PriorLogits] : new double[unknowns.Gates.Length];
            yield return GuideStart.Of(center, deviations, logits);
        }
    }

    /// <summary>A third of the standard deviation of each prior, in the unbounded coordinates.</summary>
    public static double[] DeviationsOfPriors(GuideUnknowns unknowns) =>
    [
        .. RangesOfPriors(unknowns).Select((range, i) => ShareOfPrior / RangeOfPrior
            * Math.Abs(unknowns.Coordinates[i].Of(range.High) - unknowns.Coordinates[i].Of(range.Low))),
    ];

    private static ExploredRange[] RangesOfPriors(GuideUnknowns unknowns) =>
        [.. unknowns.Continuous.Select(position => ExploredRange.Of(unknowns.Parameters[position]))];

    private GuideStart At(Mode mode)
    {
        int count = unknowns.Continuous.Length;
        var precision = Matrix<double>.Build.DenseOfRows(mode.Curvature);
        double[] center = new double[count];
        for (int i = 0; i < count; i++)
        {
            center[i] = Place(mode, i, precision);
        }

        double[] alone = [.. precision.Diagonal().Select(curvature => 1 / Math.Sqrt(Math.Max(curvature, 1e-12)))];
        return family == GuideFamily.FullRank && CovarianceFactor(precision) is { } factor
            ? new(center, factor, [])
            : GuideStart.Of(center, alone, []);
    }

    /// <summary>
    /// The place of a mode in one unbounded coordinate; its curvature becomes that of this coordinate. What lies at a bound falls
    /// off from there, hardly followed by others.
    /// </summary>
    private double Place(Mode mode, int i, Matrix<double> precision)
    {
        Distribution prior = unknowns.Parameters[i].Prior;
        double coordinate = prior.ToCoordinate(mode.Values[i]);
        double s = At(i, coordinate);
        if (mode.WidthsAtBound[i] > 0 || !double.IsFinite(s))
        {
            (double low, double high) = (prior.ToCoordinate(prior.Minimum), prior.ToCoordinate(prior.Maximum));
            bool isHigh = high - coordinate < coordinate - low;
            double reach = ReachOf(mode, i, high - low);
            double Fallen(double quantile) => At(i, isHigh ? high - quantile * reach : low + quantile * reach);
            precision.ClearRow(i);
            precision.ClearColumn(i);
            precision[i, i] = Math.Pow(0.5 * (Fallen(HighOfFall) - Fallen(LowOfFall)), -2);
            return Fallen(MedianOfFall);
        }

        double slope = unknowns.Coordinates[i].SlopeAt(s);
        for (int j = 0; j < precision.RowCount; j++)
        {
            precision[i, j] *= slope;
            precision[j, i] *= slope;
        }

        precision[i, i] += unknowns.Coordinates[i].Curvature;
        return s;
    }

    /// <summary>How far a density reaches from a bound at which its mode lies; a guess where the mode does not know.</summary>
    private double ReachOf(Mode mode, int i, double range)
    {
        if (mode.WidthsAtBound[i] > 0)
        {
            return Math.Min(mode.WidthsAtBound[i], MostOfRange * range);
        }

        var prior = ExploredRange.Of(unknowns.Parameters[i]);
        return GuessOfRange * (prior.High - prior.Low);
    }

    /// <summary>The factor of the inverse; null where there is none.</summary>
    private static double[]? CovarianceFactor(Matrix<double> precision)
    {
        try
        {
            Matrix<double> lower = precision.Cholesky().Solve(
                Matrix<double>.Build.DenseIdentity(precision.RowCount)).Cholesky().Factor;
            double[] factor = [.. Enumerable.Range(0, lower.RowCount).SelectMany(i => lower.Row(i).Take(i + 1))];
            return Array.TrueForAll(factor, double.IsFinite) ? factor : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private double At(int i, double coordinate) => unknowns.Coordinates[i].Of(coordinate);

    private double Draw(int i, RandomStream random)
    {
        Distribution prior = unknowns.Parameters[unknowns.Continuous[i]].Prior;
        return At(i, prior.ToCoordinate(prior.Draw(random)));
    }
}

/// <summary>Which random numbers are whose: those of guides have the numbers of these, from 0.</summary>
internal static class GuideStreams
{
    /// <summary>The draws of priors at which guides begin.</summary>
    public const int Starts = 1 << 18;

    /// <summary>The draws of the result; those of its chains follow one another.</summary>
    public const int Draws = 1 << 19;
}
