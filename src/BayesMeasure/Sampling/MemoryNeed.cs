using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>The memory that a run takes at least: what it records, and what its replicas keep of curves.</summary>
internal static class MemoryNeed
{
    /// <summary>A curve as measured, its weights, and the prediction now and on trial.</summary>
    private const double CurvesBesideTerms = 2;

    /// <summary>Curves of each term: now and on trial.</summary>
    private const double CurvesOfTerm = 2;

    private const double BytesPerGigabyte = 1 << 30;

    /// <summary>Why a run is refused: "needs 14 GB, 3 are free"; null where there is memory for it.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings.</param>
    /// <param name="free">The bytes that are free.</param>
    public static string? RefusalOf(ITarget target, ReplicaExchangeOptions options, double free)
    {
        double needed = Replicas(target, options) + Record(target, options);
        return needed <= free ? null : FormattableString.Invariant(
            $"The run needs {needed / BytesPerGigabyte:F1} GB of memory at least, and {free / BytesPerGigabyte:F1} are free: ")
            + "use fewer chains, rungs or sweeps, bin the data, or end the run at a precision.";
    }

    private static double RungsOf(ReplicaExchangeOptions options) =>
        options.Ladder?.Count ?? options.Rungs ?? TemperatureLadder.FewestRungs;

    private static double Replicas(ITarget target, ReplicaExchangeOptions options) => options.Chains * RungsOf(options)
        * target.Curves.Sum(curve =>
            sizeof(double) * (double)curve.Measurement.Count
            * (CurvesBesideTerms + CurvesOfTerm * curve.Posterior.Model.Terms.Count));

    /// <summary>
    /// By sweep and chain the point, its two densities, and by rung a log likelihood and a walker. A run that may end before its
    /// sweeps are done keeps as much as it makes.
    /// </summary>
    private static double Record(ITarget target, ReplicaExchangeOptions options) =>
        options.Stopping.AsksForPrecision || options.Stopping.TimeBudget is not null
            ? 0
            : (double)options.MostSweeps * options.Chains
                * (sizeof(double) * (target.Parameters.Count + 2 + RungsOf(options)) + sizeof(ushort) * RungsOf(options));
}
