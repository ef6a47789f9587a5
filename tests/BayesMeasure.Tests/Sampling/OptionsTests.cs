using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class OptionsTests
{
    public static TheoryData<ReplicaExchangeOptions, string> Impossible => new()
    {
        { new() { Chains = 0 }, "Chains must be at least 1" },
        { new() { Rungs = 2 }, "Rungs must be at least 3" },
        { new() { BurnInSweeps = 0 }, "BurnInSweeps must be at least 1" },
        { new() { Sweeps = 1 }, "Sweeps must be at least 2" },
        { new() { SearchTo = 0.5 }, "SearchTo is an inverse temperature of at least 1" },
        { new() { SearchTo = double.NaN }, "SearchTo is an inverse temperature of at least 1" },
        { new() { Threads = -1 }, "Threads must be at least 0" },
        { new() { Until = new() { StandardError = 0 } }, "StandardError must be above 0 and finite" },
        { new() { Until = new() { StandardError = double.NaN } }, "StandardError must be above 0 and finite" },
        { new() { Until = new() { EffectiveSamples = double.PositiveInfinity } }, "EffectiveSamples must be above 0 and finite" },
        { new() { Until = new() { TimeBudget = TimeSpan.Zero } }, "TimeBudget must be above 0 and finite" },
    };

    public static TheoryData<Explorer> ImpossibleExplorers =>
    [
        new CoordinateWalk { Acceptance = 0 },
        new CoordinateWalk { Acceptance = 1 },
        new BlockWalk { Acceptance = double.NaN },
        new BlockWalk { Acceptance = 1.2 }.Every(3),
        Explorer.Sequence(new CoordinateWalk(), new BlockWalk().Every(0)),
        new SliceWalk { MostSteps = 0 },
        new BlockSlice { MostSteps = 0 },
        new DifferentialEvolution { Acceptance = 1 },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_settings_are_refused_before_anything_runs(ReplicaExchangeOptions options, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new ReplicaExchange(options)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_explorer_is_needed() =>
        Assert.Throws<ArgumentNullException>(() => new ReplicaExchange(new() { Explorer = null! }));

    [Theory]
    [MemberData(nameof(ImpossibleExplorers))]
    public void An_impossible_explorer_is_refused_before_the_target_is_evaluated(Explorer explorer)
    {
        var target = new LogLikelihoodTarget(new Prior
        {
            ["a"] = Prior.Normal(0, 1),
        }, _ => throw new InvalidOperationException());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplicaExchange(new() { Explorer = explorer }).Run(target));
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        ReplicaExchangeOptions options = new();
        options.RequireValid();
        Assert.Equal((1UL, 4, default(int?), default(int?), default(int?), 0),
            (options.Seed, options.Chains, options.Rungs, options.BurnInSweeps, options.Sweeps, options.Threads));
        Assert.Null(options.Ladder);
        Assert.Equal(
            Explorer.Sequence(
                new CoordinateWalk { Acceptance = 0.4 },
                new BlockWalk { Acceptance = 0.3, WholePoint = false }.Every(4),
                new ComponentRelocation().Every(2),
                new ComponentSwap().Every(2)),
            options.Explorer);
    }

    [Fact]
    public void A_ladder_of_two_rungs_of_ones_own_is_enough()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, values => -values[0] * values[0]);
        ReplicaExchangeOptions options = new() { Ladder = TemperatureLadder.Explicit(0, 1), Sweeps = 2000, Threads = 1 };
        var estimate = new ReplicaExchange(options).Run(target).FreeEnergy;
        Assert.InRange(Math.Abs(estimate.LogEvidence + 0.5 * Math.Log(3)) / estimate.StandardError, 0, 4);
    }

    [Fact]
    public void The_smallest_run_there_can_be_runs()
    {
        ReplicaExchangeOptions options = new() { Chains = 1, Rungs = 3, BurnInSweeps = 1, Sweeps = 2, Threads = 50 };
        Assert.Equal(2, new ReplicaExchange(options).Run(PeakProblem.Create()).Draws.Count);
    }
}
