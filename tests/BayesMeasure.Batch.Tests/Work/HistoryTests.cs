using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Work;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>What earlier attempts left behind: a measurement that ends its process is given up, and no other is.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly SmallBatch batch = new();
    private readonly Measurement[] curves = SmallBatch.Curves(3);

    public HistoryTests()
    {
        batch.Disk.Create();
        new BatchPlanner(Source, SmallBatch.Family, SmallBatch.Options).Plan(CancellationToken.None).WriteOrRead(batch.Disk);
    }

    private IMeasurementSource Source => MeasurementSource.Of(curves);

    public void Dispose() => batch.Dispose();

    [Fact]
    public void What_three_processes_died_of_is_given_up_and_what_ran_beside_it_is_not()
    {
        Died(1, 0, 1);
        Died(2, 1);
        Died(3, 1);
        Run();
        IReadOnlyList<MeasurementAnswer> answers = batch.Answers();
        Assert.Contains("killed three times", answers[1].Failure, StringComparison.Ordinal);
        Assert.All([0, 2], i => Assert.Equal(
            SmallBatch.Text(SmallBatch.Alone(curves[i], i)), SmallBatch.Text(answers[i].Candidates)));
        Assert.True(FailureList.ReadAll(batch.Disk).Single().InModel);
    }

    /// <summary>Processes that died in what has an answer were killed from outside, and so may the others have been.</summary>
    [Fact]
    public void Where_processes_die_in_anything_no_measurement_is_given_up()
    {
        Write(1, new JournalNote { Begun = 0 });
        Append(2, Answered(0));
        Died(3, 1);
        Died(4, 0);
        Died(5, 1);
        Died(6, 1);
        Died(7, 0, 1);
        Assert.Null(Read(8).Answers[1]);
        Died(8, 1);
        Assert.Contains("killed three times", Read(9).Answers[1]!.Failure, StringComparison.Ordinal);
        Died(9, 0);
        Assert.Null(Read(10).Answers[1]);
    }

    /// <summary>A kill meets the first measurement of a process most often: that is not to be the one in question.</summary>
    [Fact]
    public void A_process_begins_with_what_has_an_answer_before_what_others_died_in()
    {
        Append(1, Answered(0), Answered(2));
        Died(2, 1);
        var folder = new RecordingFolder(batch.Disk);
        var planner = new BatchPlanner(Source, SmallBatch.Family, SmallBatch.Options);
        var run = new MeasurementRun(SmallBatch.Family, planner.Sampling, batch.Plan, checkpoints: null);
        new Worker(folder, batch.Plan, Source, run, cores: 1, TimeProvider.System).Run(CancellationToken.None);
        Assert.Equal([(0, false), (0, true), (1, false)], folder.Notes);
    }

    [Fact]
    public void What_was_left_or_went_on_is_not_given_up()
    {
        Died(1, 1);
        Left(2, 1);
        Died(3, 1);
        Left(4, 1);
        Write(5, new JournalNote { Begun = 0, From = "a" }, new JournalNote { Begun = 2 });
        Write(6, new JournalNote { Begun = 0, From = "b" });
        Write(7, new JournalNote { Begun = 0, From = "b" });
        ShardHistory history = Read(8);
        Assert.Equal([2, 2, 1], history.Deaths);
        Assert.All(history.Answers, Assert.Null);
        Run();
        Assert.All(batch.Answers(), answer => Assert.Null(answer.Failure));
    }

    /// <summary>Two that were running when a process died: each runs alone, beside neither the other nor what is new.</summary>
    [Fact]
    public void A_suspect_runs_alone()
    {
        Died(1, 0, 2);
        var clock = new Protocol.VirtualClock();
        var claims = new ShardClaims(batch.Disk, 1, "w", 0, clock, TimeSpan.FromSeconds(1));
        var feed = new ShardFeed(
            claims,
            claim => ShardWork.Begin(batch.Disk, batch.Plan, Source, claim, clock),
            _ => { },
            TimeSpan.FromMilliseconds(5));
        Assert.Equal(1, feed.Next(CancellationToken.None)!.Value.Index);
        Assert.Null(NextWithin(feed));
        feed.End();
        int first = feed.Next(CancellationToken.None)!.Value.Index;
        Assert.Null(NextWithin(feed));
        feed.End();
        Assert.Equal([0, 2], new[] { first, feed.Next(CancellationToken.None)!.Value.Index }.Order());
        feed.End();
        feed.Release();
    }

    private static int? NextWithin(ShardFeed feed)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        return feed.Next(soon.Token)?.Index;
    }

    private void Died(int attempt, params int[] running) =>
        Write(attempt, [.. running.Select(index => new JournalNote { Begun = index })]);

    private void Left(int attempt, int index) =>
        Write(attempt, new JournalNote { Begun = index }, new JournalNote { Stopped = index });

    private void Write(int attempt, params JournalNote[] notes) => Append(attempt, [.. notes.Select(note => note.ToLine())]);

    private void Append(int attempt, params string[] records)
    {
        using var journal = new Journal(
            batch.Disk.TryGrow(FolderLayout.Journal(0, attempt))!, batch.Plan.Identity, TimeProvider.System);
        Array.ForEach(records, journal.Append);
    }

    private string Answered(int index) => new MeasurementAnswer(index, null, SmallBatch.Alone(curves[index], index)).ToLine();

    private ShardHistory Read(int attempt) => ShardHistory.Read(batch.Disk, batch.Plan, 0, attempt);

    private void Run() => Batch.Run(Source, SmallBatch.Family, SmallBatch.Options, batch.Folder);

    /// <summary>A folder that keeps what its journals say of measurements: which began, and which were left.</summary>
    private sealed class RecordingFolder(IBatchFolder inner) : IBatchFolder
    {
        public List<(int Index, bool IsLeft)> Notes { get; } = [];

        public string Name => inner.Name;

        public bool Exists(string file) => inner.Exists(file);

        public IReadOnlyList<string> FilesIn(string subfolder) => inner.FilesIn(subfolder);

        public byte[]? Read(string file) => inner.Read(file);

        public bool TryCreate(string file, ReadOnlySpan<byte> contents) => inner.TryCreate(file, contents);

        public void Replace(string file, byte[] contents) => inner.Replace(file, contents);

        public void Delete(string file)
        {
            if (file.StartsWith(FolderLayout.Journals, StringComparison.Ordinal))
            {
                Notes.AddRange(Journal.Read(inner.Read(file)!, BatchPlan.Read(inner)!.Identity)
                    .Where(record => MeasurementAnswer.Parse(record) is null)
                    .Select(record => JournalNote.Parse(record)!)
                    .Where(_ => FolderLayout.AttemptOf(Path.GetFileName(file)) == 3)
                    .Select(note => (note.Begun ?? note.Stopped!.Value, note.Stopped is not null)));
            }

            inner.Delete(file);
        }

        public LinkOutcome Link(string file, string to) => inner.Link(file, to);

        public IGrowingFile? TryGrow(string file) => inner.TryGrow(file);
    }
}
