namespace BayesMeasure.Batch.Protocol;

/// <summary>
/// What one worker sees of the claims of others. One lapses when it has not changed for ten heartbeats by the watcher's own
/// monotonic clock: times of two machines are never compared, so no clock that is off can end a claim.
/// </summary>
/// <param name="time">The watcher's clock.</param>
/// <param name="heartbeat">How often a worker says that it lives.</param>
internal sealed class ClaimWatch(TimeProvider time, TimeSpan heartbeat)
{
    /// <summary>The heartbeats that are missed before a claim lapses.</summary>
    public const int MostMissed = 10;

    private readonly Dictionary<int, Sight> sights = [];

    /// <summary>Looks at a claim.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="contents">The file of the claim as it is now, whatever is in it.</param>
    /// <returns>Whether it has lapsed.</returns>
    public bool HasLapsed(int shard, ReadOnlySpan<byte> contents)
    {
        if (!sights.TryGetValue(shard, out Sight? sight) || !contents.SequenceEqual(sight.Contents))
        {
            sights[shard] = new(contents.ToArray(), time.GetTimestamp());
            return false;
        }

        return time.GetElapsedTime(sight.Since) > MostMissed * heartbeat;
    }

    /// <summary>Begins to watch a claim anew.</summary>
    public void Forget(int shard) => sights.Remove(shard);

    /// <summary>Forgets the claims of all shards but these.</summary>
    public void KeepOnly(IReadOnlySet<int> shards)
    {
        foreach (int shard in sights.Keys.Where(shard => !shards.Contains(shard)).ToArray())
        {
            sights.Remove(shard);
        }
    }

    private sealed record Sight(byte[] Contents, long Since);
}
