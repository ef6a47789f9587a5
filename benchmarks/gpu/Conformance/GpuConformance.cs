using BayesMeasure.Conformance;
using BayesMeasure.Gpu;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.GpuBenchmark.Conformance;

/// <summary>The conformance suite on the accelerator that is measured.</summary>
internal sealed class GpuConformance(GpuEngine engine) : ConformanceSuite
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Result> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        IProgress<InferenceProgress>? fraction = progress is null ? null : new Fraction(progress);
        InferenceRun[] runs = [.. engine.RunBatch(posteriors, options, fraction, cancellation).OrderBy(run => run.Index)];
        return [.. runs.Select(run => run.Failure is null ? run.Result! : throw run.Failure)];
    }

    private sealed class Fraction(IProgress<double> progress) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => progress.Report(value.Fraction);
    }
}
