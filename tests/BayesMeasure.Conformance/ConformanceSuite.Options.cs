using BayesMeasure.Conformance.Answers;
using BayesMeasure.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace BayesMeasure.Conformance;

/// <content>The settings of a run.</content>
public abstract partial class ConformanceSuite
{
    /// <summary>Explorers, each of which is enough for a line; null for the one of the engine.</summary>
    private static readonly Dictionary<string, Explorer?> Explorers = new()
    {
        ["coordinates"] = new CoordinateWalk(),
        ["blocks"] = new BlockWalk(),
        ["the whole point"] = new BlockWalk { WholePoint = true },
        ["default"] = null,
        ["now and then"] = Explorer.Sequence(new CoordinateWalk().Every(2), new BlockWalk { WholePoint = true }.Every(3)),
    };

    /// <summary>Their names.</summary>
    public static TheoryData<string> ExplorerNames => [.. Explorers.Keys];

    /// <summary>By itself: independent steps from a fitted reference would repair an explorer that is wrong.</summary>
    [Theory]
    [MemberData(nameof(ExplorerNames))]
    public void Every_explorer_finds_the_posterior(string explorer)
    {
        KnownAnswer answer = LinearAnswers.LineOfOnesOwn();
        Explorer moves = Explorers[explorer] ?? Engine.DefaultExplorer;
        ReplicaExchangeOptions alone = Options with { Explorer = moves, Reference = null };
        AssertRight(answer, Run(answer.Posterior, alone));
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void A_ladder_of_ones_own_is_kept()
    {
        KnownAnswer answer = LinearAnswers.Line();
        double[] ladder = [0, 0.003, 0.02, 0.1, 0.4, 1];
        Result result = Run(answer.Posterior, Options with { Rungs = null, Ladder = TemperatureLadder.Explicit(ladder) });
        Assert.Equal(ladder, LadderRun.Of(result).Ladder.InverseTemperatures);
        AssertRight(answer, result);
    }

    [Fact]
    public void A_tuned_ladder_rejects_equally()
    {
        Result result = Run(LinearAnswers.Line().Posterior, Options with { Rungs = 9 });
        Assert.Equal(9, LadderRun.Of(result).Ladder.InverseTemperatures.Count);
        double mean = LadderRun.Of(result).Ladder.Rejections.Average();
        Assert.All(LadderRun.Of(result).Ladder.Rejections, rejection => Assert.InRange(rejection, mean - 0.15, mean + 0.15));
    }

    /// <summary>A burn-in this long has a round that searches beyond beta = 1, whose rungs are taken away again.</summary>
    [Fact]
    public void The_number_of_rungs_is_found()
    {
        KnownAnswer answer = LinearAnswers.Line();
        Result result = Run(answer.Posterior, Options with { Rungs = null, BurnInSweeps = 600 });
        Assert.InRange(LadderRun.Of(result).Ladder.InverseTemperatures.Count, 8, 16);
        Assert.Equal(1, LadderRun.Of(result).Ladder.InverseTemperatures[^1]);
        Assert.Null(result.HiddenMode);
        AssertRight(answer, result);
    }

    [Fact]
    public void One_chain_is_enough()
    {
        KnownAnswer answer = NoiseAnswers.UnknownLevel();
        Result result = Run(answer.Posterior, Options with { Chains = 1, Sweeps = 2 * Options.Sweeps });
        Assert.Equal((1, 1), (result.Draws.Chains, LadderRun.Of(result).Ladder.Chains));
        AssertRight(answer, result);
    }

    [Fact]
    public void A_run_ends_at_the_standard_error_that_is_wanted()
    {
        StoppingRule until = new() { StandardError = 0.08 };
        Result result = Run(LinearAnswers.Line().Posterior, Options with { Sweeps = 20_000, Until = until });
        Assert.Equal((StopKind.StandardError, false), (result.StopReason.Kind, result.IsPartial));
        Assert.InRange(result.FreeEnergy.StandardError, 0, 0.08);
        Assert.InRange(result.Draws.Count, 500, 3000);
        AssertSaysWhen(result);
    }

    [Fact]
    public void A_run_ends_at_the_effective_samples_that_are_wanted()
    {
        StoppingRule until = new() { EffectiveSamples = 200, Parameters = ["slope"] };
        Result result = Run(LinearAnswers.LineOfOnesOwn().Posterior, Options with { Sweeps = 20_000, Until = until });
        Assert.Equal(StopKind.EffectiveSamples, result.StopReason.Kind);
        Assert.True(Autocorrelation.EffectiveSampleSize(result.Draws.Of(1)) > 150);
        Assert.InRange(result.Draws.Count, 500, 3000);
        AssertSaysWhen(result);
    }

    [Fact]
    public void A_run_that_does_not_get_there_says_so()
    {
        Result result = Run(LinearAnswers.Line().Posterior, ShortOptions with { Until = new() { StandardError = 1e-6 } });
        Assert.Equal((StopKind.Sweeps, 200), (result.StopReason.Kind, result.Draws.Count));
        Assert.Equal("All 200 sweeps were done, and the wanted precision was not reached.", result.StopReason.Text);
    }

    /// <summary>
    /// Where posteriors of one batch reach their precision at different sweeps, each ends at its own: by the ladder, since a
    /// reference decides both at the first look.
    /// </summary>
    [Fact]
    [Trait("suite", "proofs")]
    public void Posteriors_of_a_batch_end_each_at_its_own_sweep()
    {
        ReplicaExchangeOptions options = Options with { Sweeps = 700, Until = new() { StandardError = 0.1 }, Reference = null };
        IReadOnlyList<Result> results = Run([NoiseAnswers.Nothing().Posterior, PeakAnswers.TwoCenters().Posterior], options);
        Result alone = Run(PeakAnswers.TwoCenters().Posterior, options with { Seed = options.Seed + 1 });
        Assert.True(results[0].Draws.Count < results[1].Draws.Count);
        Assert.Equal(alone.StopReason, results[1].StopReason);
        AssertSame(alone, results[1]);
    }

    private static void AssertSaysWhen(Result result) => Assert.Contains(
        FormattableString.Invariant($"after {result.Draws.Count:N0} sweeps"), result.StopReason.Text, StringComparison.Ordinal);
}
