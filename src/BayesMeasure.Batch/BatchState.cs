using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch;

/// <summary>How far a batch has come, as its folder tells.</summary>
/// <param name="Measurements">The number of measurements.</param>
/// <param name="Done">Those whose shards are committed.</param>
/// <param name="Shards">The number of shards.</param>
/// <param name="Committed">Those that are committed.</param>
public sealed record BatchState(int Measurements, int Done, int Shards, int Committed)
{
    /// <summary>Whether all measurements are done.</summary>
    public bool IsComplete => Committed == Shards;

    /// <summary>Looks at a folder.</summary>
    internal static BatchState Of(IBatchFolder folder, BatchPlan plan)
    {
        int[] committed = [.. ShardCommit.CommittedOf(folder).Where(shard => shard < plan.Shards.Count)];
        return new(plan.Source.Count, committed.Sum(shard => plan.Shards[shard].Count), plan.Shards.Count, committed.Length);
    }
}
