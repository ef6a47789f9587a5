using BayesMeasure.Gpu.Device;
using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Plans how much memory of the device the posteriors of a round take, before anything is allocated.</summary>
/// <param name="limit">The bytes that may be taken.</param>
internal sealed class RoundMemory(long limit)
{
    /// <summary>No array is longer than what the host can hold in one.</summary>
    private const long LongestArray = 1_000_000_000;

    /// <summary>The bytes that one posterior takes.</summary>
    /// <param name="run">The posterior, with its ladder.</param>
    /// <param name="rows">The recorded sweeps of a chain that lie on the device at once.</param>
    /// <param name="workspace">The bytes of work memory of a group in the main memory; 0 where it is on the chip.</param>
    public static long BytesOf(TargetRun run, int rows, long workspace)
    {
        long rungs = (long)run.Chains * run.Ladder.Count;
        long unknowns = run.Unknowns;
        long perRung = sizeof(double) * (3 * unknowns + run.LearntLength + 4) + 7 * sizeof(int) + workspace;
        long record = (long)run.Chains * rows
            * (run.Ladder.Count * (sizeof(double) + sizeof(ushort)) + (unknowns + 1) * sizeof(double));
        int sources = run.Posterior.Layout.Terms.Sum(term => term.Length) + 8;
        long tables = 3L * sizeof(double) * run.Posterior.Measurement.Count + 64L * sources + 256 * unknowns + 1024
            + System.Runtime.CompilerServices.Unsafe.SizeOf<TargetShape>()
            + unknowns * System.Runtime.CompilerServices.Unsafe.SizeOf<DistributionTable>();
        return rungs * perRung + record + tables;
    }

    /// <summary>Parts a list into parts that fit, in order.</summary>
    /// <exception cref="GpuRefusedException">One posterior alone does not fit.</exception>
    public IEnumerable<List<TargetRun>> Parts(IEnumerable<TargetRun> runs, int rows, Func<TargetRun, long> workspace)
    {
        var part = new List<TargetRun>();
        long taken = 0;
        long recorded = 0;
        foreach (TargetRun run in runs)
        {
            long bytes = BytesOf(run, rows, workspace(run));
            long numbers = (long)run.Chains * run.Ladder.Count * Math.Max(rows, Math.Max(run.LearntLength, 1));
            if (bytes > limit || numbers > LongestArray)
            {
                throw new GpuRefusedException(
                    $"Posterior {run.Index + 1} needs {bytes / 1048576.0:N0} MiB of the accelerator's memory, and a run may take "
                    + $"{limit / 1048576.0:N0} MiB. Use fewer chains or rungs, or a larger "
                    + $"{nameof(GpuOptions)}.{nameof(GpuOptions.Memory)}.");
            }

            if (part.Count > 0 && (taken + bytes > limit || recorded + numbers > LongestArray))
            {
                yield return part;
                (part, taken, recorded) = ([], 0, 0);
            }

            part.Add(run);
            taken += bytes;
            recorded += numbers;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
