using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Tests.Protocol;
using BayesMeasure.Batch.Work;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>
/// A worker that dies before any of its acts on the folder, one after the other, costs no row and doubles none.
/// </summary>
public class KillTests
{
    private const int Most = 200;

    private static readonly Measurement[] Curves = SmallBatch.Curves(3);
    private static readonly IMeasurementSource Source = MeasurementSource.Of(Curves);

    private static readonly BatchOptions Options = SmallBatch.Options with
    {
        ShardSize = 2,
        Draws = 2,
        Heartbeat = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public void Killed_before_any_of_its_acts_it_leaves_all_to_the_next() => RequireOnceWhereverItIsKilled(hasLinks: true);

    [Fact]
    [Trait("suite", "proofs")]
    public void So_it_does_where_there_are_no_links() => RequireOnceWhereverItIsKilled(hasLinks: false);

    /// <summary>The second takes the first for dead at once, and both do the same shard side by side.</summary>
    [Fact]
    public void Two_workers_on_one_shard_give_one_row_each()
    {
        var folder = new SharedFolder(new VirtualFolder());
        BatchPlan plan = Planned(folder);
        Parallel.Invoke(
            () => Work(folder, plan, TimeProvider.System),
            () => Work(folder, plan, new HurriedClock()),
            () => Work(folder, plan, new HurriedClock()));
        RequireOnce(folder, plan);
    }

    private static void RequireOnceWhereverItIsKilled(bool hasLinks)
    {
        bool isWhole = false;
        int kill = 0;
        for (; !isWhole && kill < Most; kill++)
        {
            var disk = new VirtualFolder(hasLinks);
            var folder = new SharedFolder(disk);
            BatchPlan plan = Planned(folder);
            int left = kill;
            disk.Changing = _ => left = left > 0 ? left - 1 : throw new IOException("killed");
            isWhole = TryWork(folder, plan);
            disk.Changing = null;
            Work(folder, plan, new HurriedClock());
            RequireOnce(folder, plan);
        }

        Assert.InRange(kill, 20, Most - 1);
    }

    private static BatchPlan Planned(SharedFolder folder) =>
        new BatchPlanner(Source, SmallBatch.Family, Options).Plan(CancellationToken.None).WriteOrRead(folder);

    private static bool TryWork(SharedFolder folder, BatchPlan plan)
    {
        try
        {
            Work(folder, plan, TimeProvider.System);
            return true;
        }
        catch (Exception error) when (error is BatchException or IOException)
        {
            return false;
        }
    }

    private static void Work(SharedFolder folder, BatchPlan plan, TimeProvider time)
    {
        var planner = new BatchPlanner(Source, SmallBatch.Family, Options);
        var run = new MeasurementRun(SmallBatch.Family, planner.Sampling, plan, checkpoints: null);
        new Worker(folder, plan, Source, run, cores: 1, time).Run(CancellationToken.None);
    }

    private static void RequireOnce(SharedFolder folder, BatchPlan plan)
    {
        MeasurementAnswer[] answers =
        [
            .. Enumerable.Range(0, plan.Shards.Count)
                .Select(shard => ShardCommit.FileOf(folder, shard)!)
                .SelectMany(file => AnswerTable.Read(plan, folder.Read(file)!, file)),
        ];
        Assert.Equal(Enumerable.Range(0, Curves.Length), answers.Select(answer => answer.Index));
        Assert.Equal(Undisturbed, answers.Select(answer => SmallBatch.Text(answer.Candidates)));
        Assert.Equal(
            UndisturbedDraws,
            Enumerable.Range(0, plan.Shards.Count)
                .Select(shard => ShardResult.DrawsOf(folder, plan, shard)!)
                .SelectMany(file => DrawTable.Read(plan, folder.Read(file)!, file))
                .Select(row => row.LogLikelihood));
    }

    private static readonly double[] UndisturbedDraws =
    [
        .. Curves.Index()
            .SelectMany(entry => SmallBatch.Alone(entry.Item, entry.Index, Options.Draws))
            .SelectMany(candidate => Enumerable.Range(0, Options.Draws).Select(draw => candidate.Draws![draw][^2])),
    ];

    private static readonly string[] Undisturbed =
        [.. Curves.Index().Select(entry => SmallBatch.Text(SmallBatch.Alone(entry.Item, entry.Index)))];
}
