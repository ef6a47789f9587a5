using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// What the journals of all earlier attempts at a shard tell: the answers, and in which measurements a process died. One in
/// which three did, since its checkpoint last went on, is given up: it may be what ends them. Processes that died in what was
/// answered by others were killed from outside, and as many more deaths are asked of a measurement then.
/// </summary>
internal sealed class ShardHistory
{
    private const int MostDeaths = 3;

    private readonly int first;
    private readonly string?[] from;
    private readonly List<int[]> ends = [];

    private ShardHistory(PlannedShard shard)
    {
        first = shard.First;
        Answers = new MeasurementAnswer?[shard.Count];
        Deaths = new int[shard.Count];
        from = new string?[shard.Count];
    }

    /// <summary>One for each measurement; null where there is none yet.</summary>
    public MeasurementAnswer?[] Answers { get; }

    /// <summary>How often a process died while it computed a measurement, at the same point of its checkpoint.</summary>
    public int[] Deaths { get; }

    /// <summary>Reads the journals of a shard: of the same measurement all have the same answer.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="attempt">The attempt that begins: those before it are read.</param>
    public static ShardHistory Read(IBatchFolder folder, BatchPlan plan, int shard, int attempt)
    {
        var history = new ShardHistory(plan.Shards[shard]);
        foreach (string file in folder.FilesIn(FolderLayout.Journals)
            .Where(file => FolderLayout.ShardOf(file) == shard && FolderLayout.AttemptOf(file) < attempt)
            .OrderBy(FolderLayout.AttemptOf))
        {
            history.Add(Journal.Read(folder.Read($"{FolderLayout.Journals}/{file}") ?? [], plan.Identity));
        }

        history.GiveUp(attempt, plan.Lanes ?? 0);
        return history;
    }

    private void Add(IReadOnlyList<string> records)
    {
        var running = new Dictionary<int, string?>();
        foreach (string record in records)
        {
            if (MeasurementAnswer.Parse(record) is { } answer)
            {
                running.Remove(answer.Index);
                if (IsOwn(answer.Index))
                {
                    Answers[answer.Index - first] ??= answer;
                }
            }
            else if (JournalNote.Parse(record) is { } note)
            {
                running.Remove(note.Stopped ?? -1);
                if (note.Begun is int index && IsOwn(index))
                {
                    running[index] = note.From;
                }
            }
        }

        if (running.Count > 0)
        {
            ends.Add([.. running.Keys]);
        }

        foreach ((int index, string? place) in running)
        {
            int i = index - first;
            Deaths[i] = from[i] == place ? Deaths[i] + 1 : 1;
            from[i] = place;
        }
    }

    private bool IsOwn(int index) => index >= first && index < first + Answers.Length;

    private void GiveUp(int attempt, int lanes)
    {
        int most = MostDeaths + ends.Count(running => running.All(index => Answers[index - first] is not null));
        foreach (int i in Enumerable.Range(0, Answers.Length).Where(i => Answers[i] is null && Deaths[i] >= most))
        {
            const string Reason = "Its process was killed three times while it was computed: it may need more memory.";
            Answers[i] = new(first + i, Reason, [])
            {
                FailedInModel = true,
                Attempt = attempt,
                Host = ThisMachine.Host,
                Processor = ThisMachine.Processor,
                Lanes = lanes,
            };
        }
    }
}
