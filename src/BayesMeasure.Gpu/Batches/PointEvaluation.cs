using System.Runtime.CompilerServices;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics;
using BayesMeasure.Sampling;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Evaluates the points that runs hold, at all rungs but the first, in one precision.</summary>
/// <param name="accelerator">The device.</param>
/// <param name="factory">Its kernels.</param>
/// <param name="groups">The groups of threads.</param>
internal sealed class PointEvaluation<TReal>(Accelerator accelerator, KernelFactory<TReal> factory, GroupPlan groups)
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    /// <summary>The log likelihoods of each run, in the order of its points.</summary>
    /// <param name="runs">Runs of posteriors of the same types.</param>
    public double[][] LogLikelihoodsOf(List<ReplicaRun> runs)
    {
        var plan = new SweepPlan(runs[0].Options.Explorer, runs[0].Target);
        GroupShape shape = runs.Select(run => groups.ShapeFor(run.Posterior, plan, Unsafe.SizeOf<TReal>()))
            .MaxBy(shape => shape.Length)!;
        using var device = new DeviceRound<TReal>(accelerator, factory.For(runs[0].Posterior), plan, runs, shape, rows: 1);
        return device.Evaluate();
    }
}
