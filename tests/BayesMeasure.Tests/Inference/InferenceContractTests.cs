using BayesMeasure.Comparison;
using BayesMeasure.Experiments;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling;
using CustomInference;

namespace BayesMeasure.Tests.Inference;

/// <summary>What becomes of a method that fails, that is cancelled, or that does not keep to the contract.</summary>
public class InferenceContractTests
{
    private static readonly double[] X = [0, 1, 2];

    private static readonly Measurement Data = new(X, [1, 1, 1.2]);

    private static readonly ModelFamily Family = new([.. Enumerable.Range(1, 3).Select(i => new Candidate(
        $"width {i}",
        i,
        ForwardModel.Of<ConstantBackground>(),
        GaussianNoise.Known(0.5),
        new Prior { ["offset"] = Prior.Uniform(-i, i) }))]);

    [Fact]
    public void A_run_that_fails_leaves_the_others_to_be_compared()
    {
        ModelComparison comparison = Family.Compare(Data, new Twisted(Fails(1)));
        FailedModel failed = Assert.Single(comparison.Failed);
        Assert.Equal("Target 1 went wrong.", failed.Reason);
        Assert.Equal(failed.Reason, failed.Failure!.Message);
        Assert.Equal(Family.Candidates.Count - 1, comparison.Models.Count);
        Assert.True(comparison.IsPartial);
        Assert.False(comparison.IsDecided);
        Assert.StartsWith($"Undecided: {failed.Name} failed.", comparison.Verdict, StringComparison.Ordinal);
        Assert.StartsWith($"{failed.Name} is not compared: Target 1", comparison.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_failed_are_in_the_file()
    {
        ModelComparison comparison = Family.Compare(Data, new Twisted(Fails(1)));
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            comparison.Save(Path.Combine(folder, "result.json"));
            var loaded = ModelComparison.Load(Path.Combine(folder, "result.json"));
            Assert.Equal(comparison.Failed.Select(model => (model.Name, model.Reason)),
                loaded.Failed.Select(model => (model.Name, model.Reason)));
            Assert.Equal((comparison.Verdict, comparison.IsPartial), (loaded.Verdict, loaded.IsPartial));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Where_all_runs_fail_the_first_failure_is_thrown()
    {
        var all = new Twisted(runs => runs.Select(run => run with { Failure = new($"Target {run.Index} went wrong.") }));
        Assert.Equal("Target 0 went wrong.", Assert.Throws<InferenceException>(() => Family.Compare(Data, all)).Message);
    }

    [Fact]
    public void A_run_that_fails_ends_no_other_measurement()
    {
        ComparisonRun[] runs = [.. Family.CompareAll([Data, Data, Data], new Twisted(Fails(4)))];
        Assert.Equal([true, false, true], runs.Select(run => run.Comparison is not null));
        Assert.Equal("Target 4 went wrong.", runs[1].Failure!.Message);
        Assert.Equal([true, false, true], runs[1].Runs.Select(run => run.Result is not null));
        Assert.Throws<InferenceException>(runs[1].ComparisonOrThrow);
        Assert.Throws<InferenceException>(() => VirtualMeasurementBy(new Twisted(Fails(4))));
    }

    [Fact]
    public void What_a_method_throws_comes_out_as_it_is()
    {
        var broken = new Twisted(runs => runs.Select(run => run.Index == 1 ? throw new TimeoutException("No answer.") : run));
        Assert.Throws<TimeoutException>(() => Family.Compare(Data, broken));
        Assert.Throws<TimeoutException>(() => Family.CompareAll([Data], broken).ToList());
        Assert.Throws<TimeoutException>(() => VirtualMeasurementBy(broken));
    }

    [Fact]
    public void Runs_may_come_in_any_order()
    {
        ModelComparison backwards = Family.Compare(Data, new Twisted(runs => runs.Reverse()));
        Assert.Equal($"{Family.Compare(Data, new GridQuadrature(500))}", $"{backwards}");
        ComparisonRun[] all = [.. Family.CompareAll([Data, Data], new Twisted(runs => runs.Reverse()))];
        Assert.Equal([1, 0], all.Select(run => run.Index));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_comparison_that_is_cancelled_midway_has_the_models_that_are_done(int done)
    {
        using var source = new CancellationTokenSource();
        ModelComparison comparison = Family.Compare(Data, new GridQuadrature(500), CancelAfter(done, source), source.Token);
        Assert.True(comparison.IsPartial);
        Assert.Equal(done, comparison.Models.Count);
        Assert.Null(comparison.Selected);
    }

    [Fact]
    public void Many_comparisons_that_are_cancelled_midway_give_those_that_are_done_and_say_so()
    {
        using var source = new CancellationTokenSource();
        var given = new List<int>();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (ComparisonRun run in Family.CompareAll(
                [Data, Data, Data], new GridQuadrature(500), CancelAfter(7, source), source.Token))
            {
                given.Add(run.Index);
            }
        });
        Assert.Equal([0, 1], given);
    }

    [Fact]
    public void A_method_that_forgets_a_target_or_gives_one_twice_is_told()
    {
        Assert.Contains("without a run of target 2", Fault(runs => runs.Take(2)), StringComparison.Ordinal);
        Assert.Contains("gave the run 0", Fault(runs => runs.Concat(runs)), StringComparison.Ordinal);
        Assert.Contains("gave the run 7", Fault(runs => runs.Select(run => run with { Index = 7 })), StringComparison.Ordinal);
        string empty = Fault(runs => runs.Select(run => run with { Result = null }));
        Assert.Contains("neither a result nor a failure", empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Side_by_side_the_results_are_those_in_a_row_and_each_is_told_when_it_is_done()
    {
        ReplicaExchangeOptions options = new() { Seed = 3, Chains = 2, Rungs = 4, BurnInSweeps = 60, Sweeps = 100 };
        Posterior[] targets = [.. Family.Candidates.Select(candidate => candidate.Given(Data))];
        var heard = new Reporter();
        var twoAtOnce = new ReplicaExchange(options with { SideBySide = true, Threads = 2 });
        InferenceRun[] beside = [.. twoAtOnce.RunAll(targets, heard).OrderBy(run => run.Index)];
        InferenceRun[] inARow = [.. new ReplicaExchange(options).RunAll(targets)];
        Assert.Equal(
            inARow.Select(run => run.ResultOrThrow().FreeEnergy.LogEvidence),
            beside.Select(run => run.ResultOrThrow().FreeEnergy.LogEvidence));
        Assert.Equal([3UL, 4UL, 5UL], beside.Select(run => run.ResultOrThrow().Seed));
        Assert.Equal([1, 2, 3], heard.Heard.Select(report => report.Finished));
        Assert.Equal(1, heard.Heard[^1].FractionOfAll);
    }

    [Fact]
    public void Side_by_side_what_is_cancelled_is_given_in_part_and_then_said()
    {
        ReplicaExchangeOptions options =
            new() { Chains = 1, Rungs = 3, BurnInSweeps = 20, Sweeps = 40, SideBySide = true, Threads = 1 };
        Posterior[] targets = [.. Family.Candidates.Select(candidate => candidate.Given(Data))];
        using var source = new CancellationTokenSource();
        var given = new List<int>();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (InferenceRun run in new ReplicaExchange(options).RunAll(targets, CancelAfter(2, source), source.Token))
            {
                given.Add(run.Index);
            }
        });
        Assert.Equal([0, 1], given);
    }

    private static Func<IEnumerable<InferenceRun>, IEnumerable<InferenceRun>> Fails(int index) => runs => runs.Select(run =>
        run.Index == index ? run with { Result = null, Failure = new($"Target {index} went wrong.") } : run);

    private static string Fault(Func<IEnumerable<InferenceRun>, IEnumerable<InferenceRun>> twist) =>
        Assert.Throws<InvalidOperationException>(() => Family.Compare(Data, new Twisted(twist))).Message;

    private static Reporter CancelAfter(int finished, CancellationTokenSource source) => new(report =>
    {
        if (report.Finished == finished)
        {
            source.Cancel();
        }
    });

    private static VirtualMeasurementReport VirtualMeasurementBy(IInference inference) =>
        new VirtualMeasurement(Truth.Of("width 1", ForwardModel.Of<ConstantBackground>(), [0.5]), Family)
            .Run(DesignSeries.OfNoiseLevels(X, 1), new() { Measurements = 3, Inference = inference });

    /// <summary>A grid whose runs are made something else of.</summary>
    private sealed class Twisted(Func<IEnumerable<InferenceRun>, IEnumerable<InferenceRun>> twist) : IInference
    {
        private readonly GridQuadrature grid = new(500);

        public ulong Seed => grid.Seed;

        public IInference WithSeed(ulong seed) => this;

        public string? RefusalOf(ITarget target) => grid.RefusalOf(target);

        public IEnumerable<InferenceRun> RunAll(
            IReadOnlyList<ITarget> targets, IProgress<InferenceProgress>? progress, CancellationToken cancellation) =>
            twist(grid.RunAll(targets, progress, cancellation));
    }
}
