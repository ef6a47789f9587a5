using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace GpuBatch.Tests;

/// <summary>An engine that hands over some runs, in an order of its own, before it is stopped.</summary>
/// <param name="order">The runs that it hands over.</param>
internal sealed class StoppedEngine(params int[] order) : IBatchEngine
{
    public string Name => "stopped";

    public IReadOnlyList<AcceleratorInfo> Accelerators { get; } = [new("emulation", AcceleratorKind.Cpu, 1 << 30, "It is slow.")];

    public IEnumerable<InferenceRun> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<InferenceProgress> progress,
        CancellationToken cancellation)
    {
        foreach (int index in order)
        {
            Result result = new ReplicaExchange(options).Run(posteriors[index], null, cancellation);
            yield return new(index, posteriors[index], result, null);
        }

        throw new OperationCanceledException();
    }

    public void Dispose()
    {
    }
}
