using BayesMeasure.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>
/// What one run is worth: effective samples of the posterior and of log Z, for the CPU seconds of its recorded sweeps.
/// </summary>
/// <param name="Seconds">The CPU seconds of the recorded sweeps on one thread, burn-in and evaluation apart.</param>
/// <param name="PosteriorSamples">The smallest bulk effective sample size of a parameter, components ordered.</param>
/// <param name="EvidenceSamples">The effective samples of log Z.</param>
/// <param name="RHat">The largest R-hat of a parameter.</param>
/// <param name="LogEvidence">log Z.</param>
/// <param name="Result">All that was found.</param>
internal sealed record ExplorerRun(
    double Seconds, double PosteriorSamples, double EvidenceSamples, double RHat, double LogEvidence, Result Result)
{
    public double PosteriorRate => PosteriorSamples / Seconds;

    public double EvidenceRate => EvidenceSamples / Seconds;

    /// <summary>Runs an explorer on a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="orderBy">What orders components that can change places.</param>
    /// <param name="explorer">The explorer.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="sweeps">The recorded sweeps; half as many are burn-in.</param>
    /// <param name="isAlone">Whether the replica at beta = 1 makes no independence steps beside it.</param>
    public static ExplorerRun Of(
        ITarget target, string? orderBy, Explorer explorer, ulong seed, int sweeps, bool isAlone = true)
    {
        var clock = new RecordedSweepClock();
        var options = new ReplicaExchangeOptions
        {
            Seed = seed,
            Threads = 1,
            BurnInSweeps = sweeps / 2,
            Sweeps = sweeps,
            Explorer = explorer,
            Reference = new() { IndependenceSteps = !isAlone },
        };
        Result result = new ReplicaExchange(options).Run(target, clock);
        ConvergenceDiagnostics[] parameters =
            [.. result.SummaryBy(orderBy).Parameters.Select(parameter => parameter.Convergence)];
        return new(
            clock.SecondsPerSweep * sweeps,
            parameters.Min(parameter => parameter.BulkEffectiveSamples),
            result.FreeEnergy.EffectiveSamples,
            parameters.Max(parameter => parameter.RHat),
            result.FreeEnergy.LogEvidence,
            result);
    }
}
