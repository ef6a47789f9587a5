using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;

namespace BayesMeasure.Batch.Work;

/// <summary>A shard that this worker has claimed: what is left of it, and what was found.</summary>
internal sealed class ShardWork : IDisposable
{
    private readonly IReadOnlyList<SourcedMeasurement> measurements;
    private readonly MeasurementAnswer?[] answers;
    private readonly int[] deaths;
    private readonly Journal journal;
    private readonly Queue<int> open;
    private readonly Queue<int> suspects;
    private readonly HashSet<int> begun = [];
    private readonly Lock gate = new();
    private int left;

    private ShardWork(
        ClaimedShard claim,
        int first,
        IReadOnlyList<SourcedMeasurement> measurements,
        ShardHistory history,
        Journal journal)
    {
        (Claim, First, this.measurements, this.journal) = (claim, first, measurements, journal);
        (answers, deaths) = (history.Answers, history.Deaths);
        int[] missing = [.. Enumerable.Range(0, answers.Length).Where(i => answers[i] is null)];
        open = new(missing.Where(i => deaths[i] == 0));
        suspects = new(missing.Where(i => deaths[i] > 0).OrderBy(i => deaths[i]));
        left = missing.Length;
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
        IReadOnlyList<SourcedMeasurement> measurements = ReadPlanned(source, shard, folder.Name);
        var history = ShardHistory.Read(folder, plan, claim.Shard, claim.Attempt);
        return new(claim, shard.First, measurements, history, new(claim.Journal, plan.Identity, time));
    }

    /// <summary>Reads the measurements of a shard, which are to be those of the plan.</summary>
    /// <exception cref="BatchException">They are others by now.</exception>
    public static IReadOnlyList<SourcedMeasurement> ReadPlanned(IMeasurementSource source, PlannedShard shard, string folder)
    {
        IReadOnlyList<SourcedMeasurement> measurements = source.Read(shard.First, shard.Count);
        return measurements.Count == shard.Count && SourceDigest.Of(measurements) == shard.Sha256
            ? measurements
            : throw new BatchException(
                source.Name,
                $"has other data than were planned: measurements {shard.First} to {shard.First + shard.Count - 1} differ.",
                $"Put back the file as it was, or plan anew in another folder than {folder}.");
    }

    /// <summary>Whether measurements are left that were running when a process died.</summary>
    public bool HasSuspects
    {
        get
        {
            lock (gate)
            {
                return suspects.Count > 0;
            }
        }
    }

    /// <summary>A measurement that is known to end no process, since it has an answer; null where there is none.</summary>
    public (int Index, SourcedMeasurement Measurement)? Harmless
    {
        get
        {
            lock (gate)
            {
                int known = Array.FindIndex(answers, answer => answer is { Failure: null });
                return known < 0 ? null : (First + known, measurements[known]);
            }
        }
    }

    /// <summary>Whether a process died while it computed a measurement.</summary>
    public bool IsSuspect(int index) => deaths[index - First] > 0;

    /// <summary>Takes a measurement that nobody has begun.</summary>
    /// <returns>Its index in the source, with the measurement; null where none is left.</returns>
    public (int Index, SourcedMeasurement Measurement)? TryNext() => TryTake(open);

    /// <summary>Takes one that was running when a process died: nothing else is to run beside it.</summary>
    public (int Index, SourcedMeasurement Measurement)? TryNextSuspect() => TryTake(suspects);

    private (int Index, SourcedMeasurement Measurement)? TryTake(Queue<int> queue)
    {
        lock (gate)
        {
            return queue.TryDequeue(out int next) ? (First + next, measurements[next]) : null;
        }
    }

    /// <summary>Writes down that a measurement begins, so that a process that it ends is known to have ended in it.</summary>
    /// <param name="index">The measurement.</param>
    /// <param name="from">What its checkpoint is known by; null where it has none.</param>
    public void Begin(int index, string? from)
    {
        lock (gate)
        {
            begun.Add(index);
        }

        journal.Append(new JournalNote { Begun = index, From = from }.ToLine());
    }

    /// <summary>Writes down that a measurement was left, and was not the end of the process.</summary>
    public void Leave(int index)
    {
        lock (gate)
        {
            begun.Remove(index);
        }

        journal.Append(new JournalNote { Stopped = index }.ToLine());
    }

    /// <summary>Leaves what nobody has begun to others.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            open.Clear();
            suspects.Clear();
        }
    }

    /// <summary>Writes an answer down.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Add(MeasurementAnswer answer)
    {
        journal.Append(answer.ToLine());
        lock (gate)
        {
            begun.Remove(answer.Index);
            answers[answer.Index - First] = answer;
            return --left == 0;
        }
    }

    /// <summary>Closes the journal; what runs is left as it is, and was not the end of the process.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (int index in begun)
            {
                journal.Append(new JournalNote { Stopped = index }.ToLine());
            }

            begun.Clear();
        }

        journal.Dispose();
    }
}
