using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;

namespace BayesMeasure.Batch.Work;

/// <summary>A shard that this worker has claimed: what is left of it, and what was found.</summary>
internal sealed class ShardWork : IDisposable
{
    private readonly IReadOnlyList<SourcedMeasurement> measurements;
    private readonly MeasurementAnswer?[] answers;
    private readonly Journal journal;
    private readonly Queue<int> open;
    private readonly Lock gate = new();
    private int left;

    private ShardWork(
        ClaimedShard claim,
        int first,
        IReadOnlyList<SourcedMeasurement> measurements,
        MeasurementAnswer?[] found,
        Journal journal)
    {
        (Claim, First, this.measurements, answers, this.journal) = (claim, first, measurements, found, journal);
        open = new(Enumerable.Range(0, found.Length).Where(i => found[i] is null));
        left = open.Count;
    }

    /// <summary>The claim.</summary>
    public ClaimedShard Claim { get; }

    /// <summary>The index of its first measurement.</summary>
    public int First { get; }

    /// <summary>The number of its measurements.</summary>
    public int Count => answers.Length;

    /// <summary>Whether all its measurements have an answer.</summary>
    public bool IsComplete
    {
        get
        {
            lock (gate)
            {
                return left == 0;
            }
        }
    }

    /// <summary>All answers, once there are.</summary>
    public IReadOnlyList<MeasurementAnswer> Answers => [.. answers.Select(answer => answer!)];

    /// <summary>Reads the measurements of a shard, and what earlier attempts have found of them.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="source">What is measured.</param>
    /// <param name="claim">The shard.</param>
    /// <param name="time">When journals are flushed.</param>
    /// <exception cref="BatchException">The data are not those of the plan.</exception>
    public static ShardWork Begin(
        IBatchFolder folder, BatchPlan plan, IMeasurementSource source, ClaimedShard claim, TimeProvider time)
    {
        PlannedShard shard = plan.Shards[claim.Shard];
        IReadOnlyList<SourcedMeasurement> measurements = source.Read(shard.First, shard.Count);
        if (measurements.Count != shard.Count || SourceDigest.Of(measurements) != shard.Sha256)
        {
            throw new BatchException(
                source.Name,
                $"has other data than were planned: measurements {shard.First} to {shard.First + shard.Count - 1} differ.",
                $"Put back the file as it was, or plan anew in another folder than {folder.Name}.");
        }

        MeasurementAnswer?[] found = FoundOf(folder, plan, claim.Shard);
        return new(claim, shard.First, measurements, found, new(claim.Journal, plan.Identity, time));
    }

    /// <summary>What journals of all attempts have of a shard: of the same measurement all have the same.</summary>
    /// <returns>One for each measurement; null where there is none yet.</returns>
    public static MeasurementAnswer?[] FoundOf(IBatchFolder folder, BatchPlan plan, int shard)
    {
        (int first, int count, _) = plan.Shards[shard];
        var found = new MeasurementAnswer?[count];
        foreach (string file in folder.FilesIn(FolderLayout.Journals)
            .Where(file => FolderLayout.ShardOf(file) == shard)
            .Order(StringComparer.Ordinal))
        {
            foreach (string record in Journal.Read(folder.Read($"{FolderLayout.Journals}/{file}") ?? [], plan.Identity))
            {
                if (MeasurementAnswer.Parse(record) is { } answer && answer.Index >= first && answer.Index < first + count)
                {
                    found[answer.Index - first] ??= answer;
                }
            }
        }

        return found;
    }

    /// <summary>Takes a measurement that nobody has begun.</summary>
    /// <returns>Its index in the source, with the measurement; null where none is left.</returns>
    public (int Index, SourcedMeasurement Measurement)? TryNext()
    {
        lock (gate)
        {
            return open.TryDequeue(out int next) ? (First + next, measurements[next]) : null;
        }
    }

    /// <summary>Leaves what nobody has begun to others.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            open.Clear();
        }
    }

    /// <summary>Writes an answer down.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Add(MeasurementAnswer answer)
    {
        journal.Append(answer.ToLine());
        lock (gate)
        {
            answers[answer.Index - First] = answer;
            return --left == 0;
        }
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => journal.Dispose();
}
