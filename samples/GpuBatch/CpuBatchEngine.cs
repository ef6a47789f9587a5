using System.Collections.Concurrent;
using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
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
        CancellationToken cancellation)
    {
        int finished = 0;
        ParallelQuery<InferenceRun> runs = Partitioner
            .Create(Enumerable.Range(0, posteriors.Count), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .WithCancellation(cancellation)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(index => RunOne(index, posteriors[index], options, cancellation));
        foreach (InferenceRun run in runs)
        {
            finished++;
            yield return run;
            progress.Report(new(finished, posteriors.Count, (double)finished / posteriors.Count));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static InferenceRun RunOne(int index, Posterior posterior, ReplicaExchangeOptions options, CancellationToken cancellation)
    {
        var engine = new ReplicaExchange(options with { Seed = options.Seed + (ulong)index, Threads = 1 });
        try
        {
            return new(index, posterior, engine.Run(posterior, null, cancellation), null);
        }
        catch (InferenceException failure)
        {
            return new(index, posterior, failure.Partial, failure);
        }
    }
}
