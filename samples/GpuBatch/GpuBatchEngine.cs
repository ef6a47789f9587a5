using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>Samples on an accelerator.</summary>
/// <param name="engine">The engine, which is disposed with this.</param>
public sealed class GpuBatchEngine(GpuEngine engine) : IBatchEngine
{
    /// <inheritdoc/>
    public string Name => $"{nameof(GpuEngine)} on {engine.Accelerator.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<AcceleratorInfo> Accelerators => engine.Accelerators;

    /// <inheritdoc/>
    public IEnumerable<InferenceRun> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<InferenceProgress> progress,
        CancellationToken cancellation) =>
        new ReplicaExchange(options with { Engine = engine }).RunAll(posteriors, progress, cancellation);

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();
}
