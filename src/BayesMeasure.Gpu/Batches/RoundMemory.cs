using BayesMeasure.Gpu.Device;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

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
    public static long BytesOf(ReplicaRun run, int rows, long workspace)
    {
        long rungs = run.Replicas;
        long unknowns = run.Unknowns;
        long perRung = sizeof(double) * (3 * unknowns + run.LearntLength + 4) + 7 * sizeof(int) + workspace;
        long record = (long)run.Chains.Count * rows
            * (run.Ladder.Count * (sizeof(double) + sizeof(ushort)) + (unknowns + 1) * sizeof(double));
        int sources = run.Posterior.Table.Terms.Sum(rows => rows.Count) + 8;
        long tables = 3L * sizeof(double) * run.Posterior.Measurement.Count + 64L * sources + 256 * unknowns + 1024
            + System.Runtime.CompilerServices.Unsafe.SizeOf<TargetShape>()
            + unknowns * System.Runtime.CompilerServices.Unsafe.SizeOf<DistributionTable>();
        return rungs * perRung + record + tables;
    }

    /// <summary>Parts a list into parts that fit, in order.</summary>
    /// <param name="runs">The posteriors, with their ladders.</param>
    /// <param name="rows">The recorded sweeps of a chain that lie on the device at once.</param>
    /// <param name="shape">Their groups of threads.</param>
    /// <exception cref="NotSupportedException">One posterior alone does not fit.</exception>
    public IEnumerable<List<ReplicaRun>> Parts(IEnumerable<ReplicaRun> runs, int rows, GroupShape shape)
    {
        long workspace = shape.IsOnChip ? 0 : (long)shape.Length * sizeof(double);
        var part = new List<ReplicaRun>();
        long taken = 0;
        long recorded = 0;
        foreach (ReplicaRun run in runs)
        {
            long bytes = BytesOf(run, rows, workspace);
            long numbers = (long)run.Replicas * Math.Max(rows, Math.Max(run.LearntLength, 1));
            if (bytes > limit || numbers > LongestArray)
            {
                throw new NotSupportedException(
                    $"Posterior {run.Index + 1} needs {bytes / 1048576.0:N0} MiB of the accelerator's memory, and a run may take "
                    + $"{limit / 1048576.0:N0} MiB. Use fewer chains or rungs, or a larger GpuOptions.Memory.");
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
