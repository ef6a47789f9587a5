using BayesMeasure.Conformance;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Cpu.Tests;

/// <summary>The engine of the CPU does what every engine must.</summary>
public class CpuConformance : ConformanceSuite
{
    protected override IReadOnlyList<Result> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation) =>
    [
        .. posteriors.Select((posterior, i) => new ReplicaExchange(options with { Seed = options.Seed + (ulong)i })
            .Run(posterior, progress is null ? null : new Part(progress, i, posteriors.Count), cancellation)),
    ];

    /// <summary>Tells the part of all runs that the progress of one of them is.</summary>
    private sealed class Part(IProgress<double> all, int number, int count) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => all.Report((number + value.Fraction) / count);
    }
}
