using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>Requires that rows have each measurement of a shard, one after the other, and no other.</summary>
/// <param name="shard">The shard.</param>
/// <param name="place">What its file is called.</param>
/// <param name="hasGaps">Whether some may be missing: those that failed have no draws.</param>
internal sealed class ShardOrder(PlannedShard shard, string place, bool hasGaps = false)
{
    private int last = shard.First - 1;

    /// <exception cref="BatchException">A measurement is missing, comes again, or is of another shard.</exception>
    public void RequireNext(IEnumerable<int?> indices) =>
        Require(indices.All(index => index is int next && IsNext(next)) && last < shard.First + shard.Count);

    /// <exception cref="BatchException">A measurement is missing.</exception>
    public void RequireEnd() => Require(hasGaps || last == shard.First + shard.Count - 1);

    private bool IsNext(int index)
    {
        bool isNext = index >= shard.First && (index == last || (hasGaps ? index > last : index == last + 1));
        last = index;
        return isNext;
    }

    private void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new BatchException(
                place, "has not each measurement of its shard once.", "Move it away and run the batch again.");
        }
    }
}
