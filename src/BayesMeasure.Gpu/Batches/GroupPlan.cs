using System.Numerics;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Posteriors;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>How many threads a group has, and the work memory it needs.</summary>
/// <param name="accelerator">What it runs on.</param>
/// <param name="asked">The number of threads that was asked for; null chooses by the number of points.</param>
internal sealed class GroupPlan(Accelerator accelerator, int? asked)
{
    /// <summary>What every GPU has for a group without asking for more.</summary>
    private const int SharedBytes = 48 * 1024;

    /// <summary>
    /// The number of threads. It depends on the posterior alone, since sums are rounded by it: a posterior gives in a batch what
    /// it gives alone. The emulation runs a group of one thread hundreds of times faster than more.
    /// </summary>
    private int ThreadsFor(int points)
    {
        int threads = asked ?? (accelerator.AcceleratorType == AcceleratorType.CPU ? 1 : points switch
        {
            <= 64 => 32,
            <= 512 => 64,
            <= 2048 => 128,
            _ => 256,
        });
        if (threads == 1)
        {
            return 1;
        }

        int warp = accelerator.WarpSize;
        int most = Math.Min(accelerator.MaxNumThreadsPerGroup, Workspace.MostWarps * warp);
        return Math.Clamp((threads + warp - 1) / warp * warp, warp, most / warp * warp);
    }

    /// <summary>The groups for a posterior.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="plan">The steps of a sweep.</param>
    /// <param name="bytesOfNumber">The size of the number of its model.</param>
    public GroupShape ShapeFor(Posterior posterior, SweepPlan plan, int bytesOfNumber)
    {
        TargetShape target = new PosteriorTables(plan).Add(posterior, seed: 0);
        int length = LengthFor(target, bytesOfNumber);
        return new(ThreadsFor(target.Points), length, FitsOnChip(length));
    }

    /// <summary>
    /// The groups of posteriors that need alike much work memory, which run together: a small curve would waste the room of a
    /// large one.
    /// </summary>
    /// <param name="posterior">One of these posteriors.</param>
    /// <param name="plan">The steps of a sweep.</param>
    /// <param name="bytesOfNumber">The size of the number of its model.</param>
    public GroupShape RoundedShapeFor(Posterior posterior, SweepPlan plan, int bytesOfNumber)
    {
        GroupShape shape = ShapeFor(posterior, plan, bytesOfNumber);
        int rounded = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)shape.Length), SharedBytes / sizeof(double));
        return shape.IsOnChip ? shape with { Length = Math.Max(shape.Length, rounded) } : shape;
    }

    private static int LengthFor(in TargetShape target, int bytesOfNumber)
    {
        var workspace = new Workspace(default, target.Unknowns, target.Parameters, target.NoiseParameters);
        long rows = CurveRows<double>.Count(target.Terms, target.TouchedTerms);
        return checked((int)(workspace.Rows + (rows * target.Points * bytesOfNumber + sizeof(double) - 1) / sizeof(double)));
    }

    private bool FitsOnChip(int length) =>
        (long)length * sizeof(double) <= Math.Min(SharedBytes, accelerator.MaxSharedMemoryPerGroup);
}

/// <summary>The groups of threads of a round.</summary>
/// <param name="Threads">The number of threads of a group.</param>
/// <param name="Length">The work memory of a group, in doubles.</param>
/// <param name="IsOnChip">Whether it is on the chip.</param>
internal sealed record GroupShape(int Threads, int Length, bool IsOnChip);
