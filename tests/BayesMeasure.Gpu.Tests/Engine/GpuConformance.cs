using BayesMeasure.Conformance;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>The engine of the GPU, on ILGPU's emulation, does what every engine must.</summary>
public sealed class GpuConformance : ConformanceSuite, IClassFixture<EmulatedEngine>
{
    private readonly EmulatedEngine emulated;

    public GpuConformance(EmulatedEngine emulated) => this.emulated = emulated;

    protected override IReadOnlyList<Result> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        Part? part = progress is null ? null : new(progress);
        return [.. emulated.Engine.RunBatch(posteriors, options, part, cancellation)
            .OrderBy(run => run.Index)
            .Select(run => run.Failure is null ? run.Result! : throw run.Failure)];
    }

    private sealed class Part(IProgress<double> all) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => all.Report(value.Fraction);
    }
}
