using System.Globalization;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>The memory that a run takes at least: what it records, and what its replicas keep of curves.</summary>
internal static class MemoryNeed
{
    /// <summary>The prediction now and on trial, and x, y and weight of the points that a move evaluates.</summary>
    private const double CurvesBesideTerms = 5;

    /// <summary>Curves of each term: now and on trial.</summary>
    private const double CurvesOfTerm = 2;

    /// <summary>What a machine always has: it is not asked, which takes longer than many a run.</summary>
    private const double NextToNothing = 1 << 26;

    private const double BytesPerGigabyte = 1 << 30;
    private const double BytesPerKilobyte = 1 << 10;
    private const string MachineMemory = "/proc/meminfo";
    private const string Available = "MemAvailable:";

    /// <summary>Why a run is refused on this machine, as it is now; null where there is memory for it.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings.</param>
    public static string? RefusalOf(ITarget target, ReplicaExchangeOptions options) =>
        Least(target, options) <= NextToNothing ? null : RefusalOf(target, options, Free());

    /// <summary>Why a run is refused: "needs 14 GB, 3 are free"; null where there is memory for it.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings.</param>
    /// <param name="free">The bytes that are free.</param>
    public static string? RefusalOf(ITarget target, ReplicaExchangeOptions options, double free)
    {
        double needed = Least(target, options);
        return needed <= free ? null : FormattableString.Invariant(
            $"The run needs {needed / BytesPerGigabyte:F1} GB of memory at least, and {free / BytesPerGigabyte:F1} are free: ")
            + "use fewer chains, rungs or sweeps, bin the data, or end the run at a precision.";
    }

    /// <summary>The bytes that are free: what the process may have, and what the machine has left where it says so.</summary>
    public static double Free()
    {
        double allowed = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return OperatingSystem.IsLinux() && File.Exists(MachineMemory)
            && File.ReadLines(MachineMemory).FirstOrDefault(one => one.StartsWith(Available, StringComparison.Ordinal))
                is { } line
            && double.TryParse(line.AsSpan(Available.Length).Trim("kB "), CultureInfo.InvariantCulture, out double kilobytes)
                ? Math.Min(allowed, BytesPerKilobyte * kilobytes)
                : allowed;
    }

    private static double Least(ITarget target, ReplicaExchangeOptions options) =>
        Replicas(target, options) + Record(target, options);

    private static double RungsOf(ReplicaExchangeOptions options) =>
        options.Ladder?.Count ?? options.Rungs ?? TemperatureLadder.RungsAtFirst;

    private static double Replicas(ITarget target, ReplicaExchangeOptions options) => options.Chains * RungsOf(options)
        * target.Curves.Sum(curve =>
            sizeof(double) * (double)curve.Measurement.Count
            * (CurvesBesideTerms + CurvesOfTerm * curve.Posterior.Model.Terms.Count));

    /// <summary>
    /// What there is no room for is thinned. A run that may end before its sweeps are done keeps as much as it makes.
    /// </summary>
    private static double Record(ITarget target, ReplicaExchangeOptions options)
    {
        int parameters = target.Parameters.Count;
        double rungs = RungsOf(options);
        return options.Stopping.AsksForPrecision || options.Stopping.TimeBudget is not null
            ? 0
            : options.Chains * ChainRecord.BytesOfRow(parameters, rungs)
                * Math.Min(options.MostSweeps, Thinning.Of(options, parameters, rungs).MostRows);
    }
}
