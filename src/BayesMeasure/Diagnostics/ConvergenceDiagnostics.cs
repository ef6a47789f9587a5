using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Diagnostics;

/// <summary>
/// Whether several chains of one quantity agree with each other, and how well they fix its mean and its spread, after
/// Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16, 667. Their advice: use the draws only when
/// <see cref="RHat"/> is below 1.01 and both effective sample sizes are above 100 a chain.
/// </summary>
/// <remarks>
/// Every number is NaN when there is no chain, fewer than eight draws a chain, a value that is not finite, or no variation
/// at all; nothing but chains of unequal length is an error.
/// </remarks>
public sealed record ConvergenceDiagnostics
{
    /// <summary>
    /// Chains with a larger R-hat disagree: 1.01 is the usual demand, and beyond 1.05 no number is to be quoted.
    /// </summary>
    internal const double HighestRHat = 1.05;

    private const int ShortestChain = 8;

    private ConvergenceDiagnostics()
    {
    }

    /// <summary>
    /// The rank-normalised split R-hat: the larger one of the values for the draws (do the chains agree on the location?)
    /// and for the draws folded about their median (do they agree on the scale?). It is 1 for perfect agreement. Where all
    /// draws lie equally far from the median, the folded value says nothing and the first one is given.
    /// </summary>
    public double RHat { get; private init; } = double.NaN;

    /// <summary>The effective sample size of the rank-normalised split chains: how well the bulk is explored.</summary>
    public double BulkEffectiveSamples { get; private init; } = double.NaN;

    /// <summary>
    /// The smaller one of the effective sample sizes of the indicators of the 5 % and the 95 % quantile: how well the tails
    /// are explored. NaN where one of them never varies, as for a quantity of two values.
    /// </summary>
    public double TailEffectiveSamples { get; private init; } = double.NaN;

    /// <summary>
    /// The smaller one of the effective sample sizes of the bulk and of the tails; that of the bulk where the tails have none.
    /// </summary>
    public double EffectiveSamples =>
        double.IsNaN(TailEffectiveSamples) ? BulkEffectiveSamples : Math.Min(BulkEffectiveSamples, TailEffectiveSamples);

    /// <summary>The Monte Carlo standard error of the mean of all draws.</summary>
    public double StandardErrorOfMean { get; private init; } = double.NaN;

    /// <summary>
    /// The Monte Carlo standard error of the standard deviation of all draws; NaN where all draws lie equally far from the mean.
    /// </summary>
    public double StandardErrorOfStandardDeviation { get; private init; } = double.NaN;

    /// <summary>The Monte Carlo standard error of the 5 % quantile; NaN where all draws are at or below it.</summary>
    public double StandardErrorOfQuantile05 { get; private init; } = double.NaN;

    /// <summary>The Monte Carlo standard error of the median; NaN where all draws are at or below it.</summary>
    public double StandardErrorOfMedian { get; private init; } = double.NaN;

    /// <summary>The Monte Carlo standard error of the 95 % quantile; NaN where all draws are at or below it.</summary>
    public double StandardErrorOfQuantile95 { get; private init; } = double.NaN;

    /// <summary>Diagnoses one quantity.</summary>
    /// <param name="chains">The draws of each chain in the order in which they were made, all chains of one length.</param>
    /// <exception cref="ArgumentException">The chains differ in length.</exception>
    public static ConvergenceDiagnostics Of(IReadOnlyList<double[]> chains)
    {
        if (chains.Any(chain => chain.Length != chains[0].Length))
        {
            throw new ArgumentException("The chains must be of equal length.", nameof(chains));
        }

        double[] draws = [.. chains.SelectMany(chain => chain)];
        if (!CanBeDiagnosed(draws, chains.Count))
        {
            return new();
        }

        double[] sorted = [.. draws];
        Array.Sort(sorted);
        var moments = SampleMoments.Of(sorted);
        double scale = moments.Scale;
        double Scaled(double value) => (value - moments.Origin) / scale;
        sorted = Array.ConvertAll(sorted, Scaled);
        chains = Map(chains, Scaled);
        List<double[]> halves = Split(chains);
        List<double[]> normalised = RankNormalise(halves);
        var lowest = new QuantileError(halves, sorted, 0.05);
        var highest = new QuantileError(halves, sorted, 0.95);
        return new()
        {
            RHat = RankNormalisedRHat(normalised, Folded(halves, SortedArrayStatistics.Median(sorted))),
            BulkEffectiveSamples = Autocorrelation.EffectiveSampleSize(normalised),
            TailEffectiveSamples = Math.Min(lowest.EffectiveSamples, highest.EffectiveSamples),
            StandardErrorOfMean = scale * Autocorrelation.StandardErrorOfMean(halves),
            StandardErrorOfStandardDeviation = scale * ErrorOfStandardDeviation(chains, Scaled(moments.Mean)),
            StandardErrorOfQuantile05 = scale * lowest.StandardError,
            StandardErrorOfMedian = scale * new QuantileError(halves, sorted, 0.5).StandardError,
            StandardErrorOfQuantile95 = scale * highest.StandardError,
        };
    }

    /// <summary><see cref="RHat"/> alone, at a tenth of the work.</summary>
    /// <param name="chains">The draws of each chain, all chains of one length.</param>
    internal static double RHatOf(IReadOnlyList<double[]> chains)
    {
        double[] draws = [.. chains.SelectMany(chain => chain)];
        if (!CanBeDiagnosed(draws, chains.Count))
        {
            return double.NaN;
        }

        List<double[]> halves = Split(chains);
        return RankNormalisedRHat(RankNormalise(halves), Folded(halves, ArrayStatistics.MedianInplace(draws)));
    }

    private static bool CanBeDiagnosed(double[] draws, int chains) =>
        draws.Length >= ShortestChain * chains && draws.All(double.IsFinite) && !draws.All(x => x == draws[0]);

    /// <summary>
    /// Cuts every chain in two, so that a chain that drifts disagrees with itself. An odd draw in the middle is left out.
    /// </summary>
    private static List<double[]> Split(IReadOnlyList<double[]> chains)
    {
        int half = chains[0].Length / 2;
        return [.. chains.SelectMany(chain => new[] { chain[..half], chain[^half..] })];
    }

    private static List<double[]> Folded(List<double[]> halves, double median) =>
        RankNormalise(Map(halves, value => Math.Abs(value - median)));

    /// <summary>
    /// Replaces each draw by z = Phi^-1((r - 3/8) / (S + 1/4)) with its rank r among all S draws (their equation 14).
    /// </summary>
    private static List<double[]> RankNormalise(List<double[]> chains)
    {
        double[] ranks = ArrayStatistics.RanksInplace([.. chains.SelectMany(chain => chain)], RankDefinition.Average);
        double[] scores = [.. ranks.Select(rank => Normal.InvCDF(0, 1, (rank - 0.375) / (ranks.Length + 0.25)))];
        return [.. scores.Chunk(chains[0].Length)];
    }

    private static double RankNormalisedRHat(List<double[]> normalised, List<double[]> folded)
    {
        double location = PotentialScaleReduction(normalised);
        double scale = PotentialScaleReduction(folded);
        return double.IsNaN(scale) ? location : Math.Max(location, scale);
    }

    /// <summary>sqrt(var+ / W), their equations 1 to 4.</summary>
    private static double PotentialScaleReduction(List<double[]> chains)
    {
        double length = chains[0].Length;
        double within = chains.Average(ArrayStatistics.Variance);
        double between = ArrayStatistics.Variance([.. chains.Select(ArrayStatistics.Mean)]);
        return Math.Sqrt((length - 1) / length + between / within);
    }

    /// <summary>
    /// The variance is the mean of the squared deviations: its own variance is theirs, mu_4 - mu_2^2, over their effective sample
    /// size (Kenney and Keeping 1951, p. 141). Dividing the error by 2 sd carries it to the standard deviation.
    /// </summary>
    private static double ErrorOfStandardDeviation(IReadOnlyList<double[]> chains, double mean)
    {
        List<double[]> squares = Map(chains, value => (value - mean) * (value - mean));
        double variance = squares.Average(ArrayStatistics.Mean);
        double scatter = squares.Average(chain => chain.Average(square => square * square)) - variance * variance;
        return Math.Sqrt(scatter / Autocorrelation.EffectiveSampleSize(Split(squares)) / variance) / 2;
    }

    private static List<double[]> Map(IReadOnlyList<double[]> chains, Func<double, double> function) =>
        [.. chains.Select(chain => Array.ConvertAll(chain, value => function(value)))];
}
