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
        var history = ShardHistory.Read(batch.Disk, batch.Plan, 0, 8);
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

    private void Write(int attempt, params JournalNote[] notes)
    {
        using var journal = new Journal(
            batch.Disk.TryGrow(FolderLayout.Journal(0, attempt))!, batch.Plan.Identity, TimeProvider.System);
        Array.ForEach(notes, note => journal.Append(note.ToLine()));
    }

    private void Run() => Batch.Run(Source, SmallBatch.Family, SmallBatch.Options, batch.Folder);
}
