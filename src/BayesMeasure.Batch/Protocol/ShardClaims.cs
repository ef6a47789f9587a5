namespace BayesMeasure.Batch.Protocol;

/// <summary>
/// How workers share out the shards among themselves: each creates a claim, which succeeds for one alone, says from time to time
/// that it lives, and takes over what has lapsed. A worker that others took for dead may go on: what it does is done twice, and
/// counted once, since <see cref="ShardCommit"/> lets one alone.
/// </summary>
/// <remarks>
/// An attempt at a shard is the one that creates the journal of its number. So two workers that judge a claim lapsed at once
/// do not write to one file, and one that returns from the dead writes to its own.
/// </remarks>
internal sealed class ShardClaims
{
    private readonly IBatchFolder folder;
    private readonly string worker;
    private readonly int shards;
    private readonly int first;
    private readonly ClaimWatch watch;
    private readonly Dictionary<int, Claim> own = [];
    private readonly HashSet<int> lapsed = [];
    private readonly Dictionary<int, int> beaten = [];
    private readonly HashSet<int> committed = [];
    private readonly HashSet<string> results = [];
    private readonly Lock gate = new();
    private HashSet<int> claimed = [];
    private bool hasLooked;
    private bool isFresh;

    /// <summary>Looks at no file yet.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="shards">The number of shards.</param>
    /// <param name="worker">A name that no other worker has.</param>
    /// <param name="first">The shard that is tried first: where workers begin at different ones, they seldom meet.</param>
    /// <param name="time">The worker's clock.</param>
    /// <param name="heartbeat">How often a worker says that it lives.</param>
    public ShardClaims(IBatchFolder folder, int shards, string worker, int first, TimeProvider time, TimeSpan heartbeat)
    {
        (this.folder, this.shards, this.worker, this.first) = (folder, shards, worker, first);
        watch = new(time, heartbeat);
    }

    /// <summary>Whether all shards were committed when it last looked.</summary>
    public bool IsComplete
    {
        get
        {
            lock (gate)
            {
                return committed.Count == shards;
            }
        }
    }

    /// <summary>Claims a shard that nobody works on.</summary>
    /// <returns>The shard; null where all are committed, or others work on what is left.</returns>
    public ClaimedShard? TryClaim()
    {
        lock (gate)
        {
            if (!hasLooked)
            {
                Look();
            }

            if (TryClaimOf(Open()) is { } claim)
            {
                return claim;
            }

            if (isFresh)
            {
                return null;
            }

            // What was seen at the last look may have changed since.
            Look();
            return TryClaimOf(Open());
        }
    }

    /// <summary>Says that this worker lives, and looks at how the others do.</summary>
    /// <returns>The shards that others have taken over, since they thought that this worker does not.</returns>
    public IReadOnlyList<int> Beat()
    {
        lock (gate)
        {
            int[] lost = [.. own.Where(claim => !IsStillOwn(claim.Key, claim.Value)).Select(claim => claim.Key)];
            foreach (int shard in lost)
            {
                own.Remove(shard);
            }

            foreach ((int shard, Claim claim) in own.ToArray())
            {
                own[shard] = claim with { Heartbeat = claim.Heartbeat + 1 };
                SayWho(shard);
            }

            Look();
            return lost;
        }
    }

    /// <summary>Gives a shard back, since this worker leaves: others need not wait until the claim lapses.</summary>
    public void Release(int shard)
    {
        lock (gate)
        {
            if (own.Remove(shard, out Claim? claim) && IsStillOwn(shard, claim))
            {
                folder.Delete(FolderLayout.Claim(shard));
            }

            claimed.Remove(shard);
            isFresh = false;
        }
    }

    /// <summary>Ends the claim of a shard that is committed, by whomever.</summary>
    public void Conclude(int shard)
    {
        lock (gate)
        {
            committed.Add(shard);
            Release(shard);
        }
    }

    private bool IsStillOwn(int shard, Claim claim) =>
        folder.Read(FolderLayout.Claim(shard)) is { } contents && claim.IsSameAttempt(Claim.Read(contents));

    /// <summary>What is neither committed nor worked on, as far as is known, in this worker's order.</summary>
    private IEnumerable<int> Open() => Enumerable.Range(0, shards)
        .Select(position => (first + position) % shards)
        .Where(shard => !own.ContainsKey(shard) && !committed.Contains(shard)
            && (!claimed.Contains(shard) || lapsed.Contains(shard)));

    private void Look()
    {
        foreach (string file in folder.FilesIn(FolderLayout.Results))
        {
            // There are many, and each is parsed once.
            if (results.Add(file) && ShardCommit.ShardDoneBy(file) is int shard && shard < shards)
            {
                committed.Add(shard);
            }
        }

        claimed = [.. folder.FilesIn(FolderLayout.Claims).Select(FolderLayout.ShardOfClaim).OfType<int>()];
        watch.KeepOnly(claimed);
        lapsed.Clear();
        foreach (int shard in claimed.Where(shard => !own.ContainsKey(shard)))
        {
            if (folder.Read(FolderLayout.Claim(shard)) is { } contents && watch.HasLapsed(shard, contents))
            {
                lapsed.Add(shard);
            }
        }

        hasLooked = true;
        isFresh = true;
    }

    private ClaimedShard? TryClaimOf(IEnumerable<int> open)
    {
        foreach (int shard in open)
        {
            if ((claimed.Contains(shard) ? TryTakeOver(shard) : TryTakeNew(shard)) is { } taken)
            {
                isFresh = false;
                return taken;
            }
        }

        return null;
    }

    private ClaimedShard? TryTakeNew(int shard)
    {
        if (!folder.TryCreate(FolderLayout.Claim(shard), new Claim(worker, 1, 0).ToBytes()))
        {
            claimed.Add(shard);
            return null;
        }

        // A claim ends after the commit, so that a shard without a claim may be done.
        if (IsNowCommitted(shard))
        {
            return null;
        }

        int attempt = 1;
        IGrowingFile? journal;
        while ((journal = folder.TryGrow(FolderLayout.Journal(shard, attempt))) is null)
        {
            attempt++;
        }

        return Take(shard, attempt, journal);
    }

    /// <summary>Of all that saw the claim lapse, the one that creates the next journal goes on.</summary>
    private ClaimedShard? TryTakeOver(int shard)
    {
        lapsed.Remove(shard);
        if (IsNowCommitted(shard)
            || folder.Read(FolderLayout.Claim(shard)) is not { } contents
            || !watch.HasLapsed(shard, contents))
        {
            return null;
        }

        int attempt = Math.Max(Claim.Read(contents)?.Attempt ?? LastJournalOf(shard), beaten.GetValueOrDefault(shard)) + 1;
        if (folder.TryGrow(FolderLayout.Journal(shard, attempt)) is { } journal)
        {
            return Take(shard, attempt, journal);
        }

        // Another was faster. Should it have been killed before it could say so, the claim lapses once more.
        beaten[shard] = attempt;
        watch.Forget(shard);
        return null;
    }

    private int LastJournalOf(int shard) => folder.FilesIn(FolderLayout.Journals)
        .Where(file => FolderLayout.ShardOf(file) == shard)
        .Select(FolderLayout.AttemptOf)
        .DefaultIfEmpty(0)
        .Max();

    private bool IsNowCommitted(int shard)
    {
        if (!ShardCommit.IsCommitted(folder, shard))
        {
            return false;
        }

        committed.Add(shard);
        folder.Delete(FolderLayout.Claim(shard));
        return true;
    }

    /// <summary>
    /// A claim is a hint: where it cannot be written, as beside one that returns from the dead, work is done twice.
    /// </summary>
    private void SayWho(int shard)
    {
        try
        {
            folder.Replace(FolderLayout.Claim(shard), own[shard].ToBytes());
        }
        catch (IOException)
        {
            // The next heartbeat finds out whose claim it is.
        }
    }

    private ClaimedShard Take(int shard, int attempt, IGrowingFile journal)
    {
        own[shard] = new(worker, attempt, 0);
        if (attempt > 1)
        {
            SayWho(shard);
        }

        claimed.Add(shard);
        return new(shard, attempt, journal);
    }
}

/// <summary>A shard to work on.</summary>
/// <param name="Shard">Its number, from 0.</param>
/// <param name="Attempt">The attempt at it, from 1.</param>
/// <param name="Journal">The journal of the attempt, new and empty.</param>
internal sealed record ClaimedShard(int Shard, int Attempt, IGrowingFile Journal);
