using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>Requires that rows have each measurement of a shard, one after the other, and no other.</summary>
internal sealed class ShardOrder(PlannedShard shard, string place)
{
    private int last = shard.First - 1;

    /// <exception cref="BatchException">A measurement is missing, comes again, or is of another shard.</exception>
    public void RequireNext(IEnumerable<int?> indices) =>
        Require(indices.All(index => index == last || index == ++last) && last < shard.First + shard.Count);

    /// <exception cref="BatchException">A measurement is missing.</exception>
    public void RequireEnd() => Require(last == shard.First + shard.Count - 1);

    private void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new BatchException(
                place, "has not each measurement of its shard once.", "Move it away and run the batch again.");
        }
    }
}
