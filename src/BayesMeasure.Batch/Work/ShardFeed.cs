using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// Hands the measurements of claimed shards to the threads of a worker. The next shard is claimed when all measurements of the
/// last one have begun, not when they have ended, so that no core waits for another.
/// </summary>
/// <param name="claims">The claims of this worker.</param>
/// <param name="begin">Reads a claimed shard.</param>
/// <param name="complete">Commits a shard that earlier attempts had completed.</param>
/// <param name="heartbeat">How long to wait where others work on all that is left.</param>
internal sealed class ShardFeed(
    ShardClaims claims, Func<ClaimedShard, ShardWork> begin, Action<ShardWork> complete, TimeSpan heartbeat)
{
    private readonly object gate = new();
    private readonly Dictionary<int, ShardWork> begun = [];
    private readonly List<ShardWork> lost = [];
    private ShardWork? current;
    private int running;
    private bool isAlone;

    /// <summary>The next measurement.</summary>
    /// <param name="cancellation">Ends the wait for one.</param>
    /// <returns>The measurement and its shard; null where the batch is complete, or it was cancelled.</returns>
    public (ShardWork Shard, int Index, SourcedMeasurement Measurement)? Next(CancellationToken cancellation)
    {
        using CancellationTokenRegistration wake = cancellation.Register(Wake);
        lock (gate)
        {
            while (!cancellation.IsCancellationRequested)
            {
                if (TryNext() is { } next)
                {
                    running++;
                    return (current!, next.Index, next.Measurement);
                }

                if (isAlone || current is { HasSuspects: true })
                {
                    Monitor.Wait(gate, heartbeat);
                    continue;
                }

                current = null;
                if (claims.TryClaim() is { } claim)
                {
                    Begin(claim);
                }
                else if (claims.IsComplete)
                {
                    return null;
                }
                else
                {
                    Monitor.Wait(gate, heartbeat);
                }
            }

            return null;
        }
    }

    /// <summary>A measurement that was handed out runs no more.</summary>
    public void End()
    {
        lock (gate)
        {
            running--;
            isAlone = false;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>A shard is committed, and the claim of it over.</summary>
    public void Conclude(ShardWork shard)
    {
        claims.Conclude(shard.Claim.Shard);
        lock (gate)
        {
            begun.Remove(shard.Claim.Shard);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Says that this worker lives, and leaves what others have taken over to them.</summary>
    public void Beat()
    {
        foreach (int shard in claims.Beat())
        {
            lock (gate)
            {
                if (begun.Remove(shard, out ShardWork? work))
                {
                    work.Abandon();
                    lost.Add(work);
                }
            }
        }

        Wake();
    }

    /// <summary>Gives back what is not complete.</summary>
    public void Release()
    {
        lock (gate)
        {
            foreach ((int shard, ShardWork work) in begun)
            {
                work.Dispose();
                claims.Release(shard);
            }

            begun.Clear();
            lost.ForEach(work => work.Dispose());
        }
    }

    /// <summary>
    /// A measurement that was running when a process died may be what ended it: it runs alone, so that it takes no other with it.
    /// </summary>
    private (int Index, SourcedMeasurement Measurement)? TryNext()
    {
        if (isAlone)
        {
            return null;
        }

        if (current?.TryNext() is { } next)
        {
            return next;
        }

        (int Index, SourcedMeasurement Measurement)? suspect = running == 0 ? current?.TryNextSuspect() : null;
        isAlone = suspect is not null;
        return suspect;
    }

    private void Begin(ClaimedShard claim)
    {
        ShardWork work;
        try
        {
            work = begin(claim);
        }
        catch
        {
            claim.Journal.Dispose();
            claims.Release(claim.Shard);
            throw;
        }

        begun[claim.Shard] = work;
        current = work;
        if (work.IsComplete)
        {
            current = null;
            complete(work);
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }
}
