using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>A run that was interrupted and resumed ends as one that was not, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    /// <summary>Three rounds of burn-in and two refreshes within the round that counts.</summary>
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 3,
        Chains = 2,
        BurnInSweeps = 100,
        Sweeps = 500,
        Threads = 1,
    };

    private const int Points = 7;

    private readonly CheckpointFolder folder = new();

    /// <summary>Every explorer there is that needs no arguments, and compositions.</summary>
    public static TheoryData<Explorer> Explorers =>
    [
        .. typeof(Explorer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Explorer)) && type.GetConstructor([]) is not null)
            .Select(type => (Explorer)Activator.CreateInstance(type)!),
        Explorer.Default,
        new BlockWalk { WholePoint = true }.Every(3),
        Explorer.Sequence(new CoordinateWalk(), new BlockWalk { WholePoint = true }.Every(2), new BlockWalk().Every(5)),
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1, 8)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(8, 8, 3)]
    public void Resuming_at_any_point_with_any_number_of_threads_changes_no_bit(int chains, int before, int after) =>
        AssertResumes(PeakProblem.Create, Options with { Chains = chains, Rungs = 4, Threads = before }, after);

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Explorers))]
    public void Every_explorer_resumes_with_what_it_has_learnt(Explorer explorer)
    {
        AssertResumes(PeakProblem.Create, Options with { Explorer = explorer });
        AssertResumes(() => IndicatorProblem.Create(), Options with { Explorer = explorer });
    }

    [Fact]
    public void A_ladder_of_ones_own_resumes() =>
        AssertResumes(() => IndicatorProblem.Create(), Options with { Ladder = TemperatureLadder.Explicit(0, 0.1, 1) });

    [Fact]
    public void A_search_beyond_the_posterior_resumes_too() =>
        AssertResumes(() => IndicatorProblem.Create(), Options with { BurnInSweeps = 1200, Sweeps = 100 }, points: 13);

    [Fact]
    public void A_reference_resumes_with_the_draws_that_it_is_fitted_to()
    {
        ReplicaExchangeOptions options =
            Options with { Rungs = 4, Reference = new() { Draws = 300, IndependenceSteps = true } };
        AssertResumes(PeakProblem.Create, options, threads: 3);
        Assert.Equal(6, new ReplicaExchange(options).Run(PeakProblem.Create()).FreeEnergies.Count);
    }

    /// <summary>Burn-in ends when two rounds agree: the second has to know what the first one found.</summary>
    [Fact]
    public void A_run_that_is_left_alone_ends_burn_in_where_it_would_have_ended() =>
        AssertResumes(PeakProblem.Create, new() { Seed = 3, Chains = 2, Threads = 1 }, points: null);

    [Fact]
    public void A_limit_of_precision_ends_a_resumed_run_where_it_would_have_ended()
    {
        ReplicaExchangeOptions options =
            Options with { Rungs = 4, Sweeps = 5000, Until = new() { EffectiveSamples = 60, Parameters = ["share"] } };
        Assert.Equal(StopKind.EffectiveSamples, new ReplicaExchange(options).Run(IndicatorProblem.Create()).StopReason.Kind);
        AssertResumes(() => IndicatorProblem.Create(), options, points: null);
    }

    [Fact]
    public void A_run_that_a_time_budget_ended_stays_ended()
    {
        var clock = new ManualClock();
        ReplicaExchangeOptions options = Options with
        {
            Rungs = 4,
            Until = new() { TimeBudget = TimeSpan.FromHours(1), Clock = clock },
            Checkpoint = folder.Seldom,
        };
        var progress = new Reporter(state => clock.GoOn(state.Step > 400 ? TimeSpan.FromHours(2) : TimeSpan.Zero));
        Result first = new ReplicaExchange(options).Run(IndicatorProblem.Create(), progress);
        Assert.InRange(first.Draws.Count, 300, 310);
        Result second = new ReplicaExchange(options with { Until = new() { TimeBudget = TimeSpan.FromHours(9) } }).Run(
            IndicatorProblem.Create());
        Assert.Equal(StopKind.TimeBudget, second.StopReason.Kind);
        Assert.Equal(ResultNumbers.Of(first), ResultNumbers.Of(second));
    }

    [Fact]
    public void A_run_that_has_ended_returns_its_result_at_once()
    {
        int evaluations = 0;
        LogLikelihoodTarget Counting() => new(IndicatorProblem.Prior, values =>
        {
            evaluations++;
            return IndicatorProblem.LogLikelihood(values);
        });
        ReplicaExchangeOptions options = Options with { Rungs = 5, Checkpoint = folder.Seldom };
        Result first = new ReplicaExchange(options).Run(Counting());
        byte[] file = File.ReadAllBytes(folder.File);
        evaluations = 0;
        var progress = new Reporter();
        Result second = new ReplicaExchange(options).Run(Counting(), progress);
        Assert.Equal(options.Chains * options.Rungs, evaluations);
        Assert.Equal(ResultNumbers.Of(first), ResultNumbers.Of(second));
        Assert.Equal(new InferenceProgress(600, 600, "sampling"), Assert.Single(progress.Heard));
        Assert.Equal(file, File.ReadAllBytes(folder.File));
        Assert.Equal(["run.checkpoint"], folder.Names);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(410)]
    public void A_cancelled_run_resumes_from_its_last_point(int sweep)
    {
        ReplicaExchangeOptions options = Options with { Rungs = 4, Checkpoint = folder.Seldom };
        using var source = new CancellationTokenSource();
        var cancel = new Reporter(state =>
        {
            if (state.Step >= sweep)
            {
                source.Cancel();
            }
        });
        try
        {
            Assert.True(new ReplicaExchange(options).Run(IndicatorProblem.Create(), cancel, source.Token).IsPartial);
        }
        catch (OperationCanceledException)
        {
            Assert.True(sweep < options.BurnInSweeps);
        }

        var resumed = new Reporter();
        Result result = new ReplicaExchange(options).Run(IndicatorProblem.Create(), resumed);
        Assert.InRange(resumed.Heard[0].Step, sweep < 256 ? 50 : 255, sweep);
        Assert.True(ReproducibilityReport.Of(result).IsIdentical);
        Assert.Equal(Uninterrupted(IndicatorProblem.Create(), options), ResultNumbers.Of(result));
    }

    [Fact]
    public void A_run_whose_model_failed_resumes_when_it_works_again()
    {
        ReplicaExchangeOptions options = Options with { Rungs = 4, Checkpoint = folder.Seldom };
        bool fails = false;
        var failing = new LogLikelihoodTarget(
            IndicatorProblem.Prior, values => fails ? double.NaN : IndicatorProblem.LogLikelihood(values));
        var progress = new Reporter(state => fails = state.Step > 400);
        Assert.Throws<InferenceException>(() => new ReplicaExchange(options).Run(failing, progress));
        Result result = new ReplicaExchange(options).Run(IndicatorProblem.Create());
        Assert.Equal(Uninterrupted(IndicatorProblem.Create(), options), ResultNumbers.Of(result));
    }

    [Fact]
    public void Checkpoints_of_a_broken_twin_that_forgets_what_was_learnt_are_told_from_good_ones()
    {
        ReplicaExchangeOptions options = Options with
        {
            Rungs = 4,
            BurnInSweeps = 1200,
            Explorer = new ForgetfulWalk(),
            Checkpoint = folder.Always,
        };
        IEnumerable<string> expected = Uninterrupted(IndicatorProblem.Create(), options);
        Assert.Contains(Snapshots(IndicatorProblem.Create(), options), snapshot =>
        {
            File.WriteAllBytes(folder.File, snapshot);
            return !expected.SequenceEqual(ResultNumbers.Of(new ReplicaExchange(options).Run(IndicatorProblem.Create())));
        });
    }

    private static IEnumerable<string> Uninterrupted(ITarget target, ReplicaExchangeOptions options) =>
        ResultNumbers.Of(new ReplicaExchange(options with { Checkpoint = null }).Run(target));

    private void AssertResumes(Func<ITarget> create, ReplicaExchangeOptions options, int threads = 1, int? points = Points)
    {
        IEnumerable<string> expected = Uninterrupted(create(), options);
        options = options with { Checkpoint = folder.Always };
        List<byte[]> snapshots = Snapshots(create(), options);
        Assert.Equal(points ?? snapshots.Count, snapshots.Count);
        foreach (byte[] snapshot in snapshots)
        {
            File.WriteAllBytes(folder.File, snapshot);
            Assert.Equal(expected, ResultNumbers.Of(new ReplicaExchange(options with { Threads = threads }).Run(create())));
        }

        File.Delete(folder.File);
    }

    /// <summary>
    /// What an interruption at any moment leaves: the files that were there after each report, and the last one.
    /// </summary>
    private List<byte[]> Snapshots(ITarget target, ReplicaExchangeOptions options)
    {
        var snapshots = new List<byte[]>();
        void Keep()
        {
            byte[] file = File.ReadAllBytes(folder.File);
            if (snapshots.Count == 0 || !file.AsSpan().SequenceEqual(snapshots[^1]))
            {
                snapshots.Add(file);
            }
        }

        new ReplicaExchange(options).Run(target, new Reporter(_ => Keep()));
        Keep();
        return snapshots;
    }
}
