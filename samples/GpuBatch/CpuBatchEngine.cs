using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>Samples on the CPU: one posterior a core, so that no core waits for another.</summary>
/// <param name="accelerators">The accelerators that were found and are not used.</param>
public sealed class CpuBatchEngine(IReadOnlyList<AcceleratorInfo> accelerators) : IBatchEngine
{
    /// <inheritdoc/>
    public string Name { get; } = $"ReplicaExchange on {Environment.ProcessorCount} cores of the CPU";

    /// <inheritdoc/>
    public IReadOnlyList<AcceleratorInfo> Accelerators => accelerators;

    /// <inheritdoc/>
    public IEnumerable<InferenceRun> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<InferenceProgress> progress,
        CancellationToken cancellation) =>
        new ReplicaExchange(options with { SideBySide = true }).RunAll(posteriors, progress, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
