using BayesMeasure.Gpu.Device;
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
    /// The number of threads. It depends on the posterior alone, since sums are rounded by it: a posterior gives in a batch what it
    /// gives alone. The emulation runs a group of one thread hundreds of times faster than more.
    /// </summary>
    public int ThreadsFor(int points)
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

    /// <summary>The length of the work memory of a posterior, in doubles.</summary>
    /// <param name="target">The posterior.</param>
    /// <param name="bytesOfNumber">The size of the number of its model.</param>
    public static int LengthFor(in TargetShape target, int bytesOfNumber)
    {
        var workspace = new Workspace(default, target.Unknowns, target.Parameters, target.NoiseParameters);
        long rows = CurveRows<double>.Count(target.Terms, target.TouchedTerms);
        return checked((int)(workspace.Rows + (rows * target.Points * bytesOfNumber + sizeof(double) - 1) / sizeof(double)));
    }

    /// <summary>Whether so much work memory is there on the chip.</summary>
    public bool FitsOnChip(int length) =>
        (long)length * sizeof(double) <= Math.Min(SharedBytes, accelerator.MaxSharedMemoryPerGroup);
}
