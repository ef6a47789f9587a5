using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>What samples a batch of posteriors.</summary>
public interface IBatchEngine : IDisposable
{
    /// <summary>Its name, for the report.</summary>
    string Name { get; }

    /// <summary>All accelerators that were found, with why each was refused; empty where none was looked for.</summary>
    IReadOnlyList<AcceleratorInfo> Accelerators { get; }

    /// <summary>Samples posteriors, the i-th, from 0, with the seed <c>Seed + i</c>.</summary>
    /// <param name="posteriors">What is asked.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <param name="progress">Told how far the batch has come.</param>
    /// <param name="cancellation">Ends the batch early.</param>
    /// <returns>The runs as they are done, in any order.</returns>
    IEnumerable<InferenceRun> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<InferenceProgress> progress,
        CancellationToken cancellation);
}
