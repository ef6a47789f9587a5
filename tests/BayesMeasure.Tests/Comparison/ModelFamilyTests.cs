using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling;

namespace BayesMeasure.Tests.Comparison;

public class ModelFamilyTests
{
    private static readonly Prior Peak =
        new() { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(5, 0.5), ["center"] = Prior.Uniform(-2, 2) };
    private static readonly Prior Common = new() { ["offset"] = Prior.Normal(0, 1), ["noise"] = Prior.LogUniform(0.01, 1) };
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 40,
        Chains = 2,
        BurnInSweeps = 300,
        Sweeps = 600,
        Threads = 1,
    };

    private static Measurement Data
    {
        get
        {
            var random = new Random(2);
            double[] x = [.. Enumerable.Range(0, 25).Select(i => -2 + i / 6.0)];
            return new(x, [.. x.Select(value => 1.2 * Math.Exp(-5 * value * value) + 0.1 * (random.NextDouble() - 0.5))]);
        }
    }

    [Fact]
    public void Neighbours_have_odds_that_threads_and_batches_do_not_change()
    {
        var family = ModelFamily.Of<GaussianPrecisionPeak>(
            0,
            2,
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 3),
                ["precision"] = Prior.Gamma(5, 0.5),
                ["center"] = Prior.Uniform(-2, 2),
            },
            GaussianNoise.Unknown,
            ForwardModel.Of<ConstantBackground>(),
            Common);
        ReplicaExchangeOptions ofLadder = Options with { Reference = null, Modes = null, Sweeps = 1200 };
        ModelComparison comparison = family.Compare(Data, ofLadder);
        NeighbourOdds redundant = comparison.Neighbours[^1];
        Assert.Equal(("K = 1", "K = 2"), (redundant.Fewer, redundant.More));
        Assert.True(redundant.Fitness.IsUsable, redundant.Fitness.Text);
        Assert.InRange(redundant.StandardError, 0.001, 0.2);
        double[] logEvidences = [.. comparison.Models.Select(model => model.Result.FreeEnergy.LogEvidence)];
        Assert.InRange(logEvidences[2] - logEvidences[1] - redundant.LogOdds, -redundant.StandardError, redundant.StandardError);
        Assert.Equal("MBAR with insertion", comparison.Models[2].Result.FreeEnergy.Method);
        Assert.Equal("MBAR", comparison.Models[2].Result.FreeEnergies[1].Method);
        Assert.All(comparison.Models, model =>
            Assert.True(model.Result.FreeEnergy.StandardError <= model.Result.FreeEnergies[1].StandardError));
        Assert.Equal(comparison.ToString(), family.Compare(Data, ofLadder with { Threads = 2 }).ToString());
        ModelComparison batched = family.CompareAll([Data], ofLadder).Single().ComparisonOrThrow();
        Assert.Equal(redundant.LogOdds, batched.Neighbours[^1].LogOdds);
    }

    [Fact]
    public void Candidates_count_up_and_share_background_and_noise()
    {
        ModelFamily family = Family(0, 2);
        Assert.Equal(["K = 0", "K = 1", "K = 2"], family.Candidates.Select(candidate => candidate.Name));
        Assert.Equal([0, 1, 2], family.Candidates.Select(candidate => candidate.Components));
        Assert.Equal(["offset", "noise"], family.Candidates[0].Prior.Entries.Select(entry => entry.Name));
        Assert.Equal(
            ["amplitude[1]", "precision[1]", "center[1]", "amplitude[2]", "precision[2]", "center[2]", "offset"],
            family.Candidates[2].Model.ParameterNames);
        Assert.All(family.Candidates, candidate => Assert.Same(GaussianNoise.Unknown, candidate.Noise));
    }

    [Fact]
    public void Background_and_common_prior_can_be_left_out()
    {
        ModelFamily family = ModelFamily.Of<GaussianPrecisionPeak>(1, 1, Peak, GaussianNoise.Known(0.1));
        Assert.Equal(
            ["amplitude[1]", "precision[1]", "center[1]"], family.Candidates[0].Given(Data).Parameters.Select(p => p.Name));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    public void An_impossible_range_is_refused(int fewest, int most) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Family(fewest, most));

    [Fact]
    public void A_family_has_members_with_different_names()
    {
        Candidate candidate = Family(1, 1).Candidates[0];
        Assert.Throws<ArgumentException>(() => new ModelFamily());
        Assert.Throws<ArgumentException>(() => new ModelFamily(candidate, candidate));
        Assert.Equal(2, new ModelFamily(candidate, candidate with { Name = "other" }).Candidates.Count);
    }

    [Fact]
    public void A_prior_that_does_not_fit_is_found_before_anything_is_sampled()
    {
        Candidate good = Family(1, 1).Candidates[0];
        Candidate bad = good with { Name = "bad", Prior = Peak };
        var progress = new Relay(_ => Assert.Fail("Something was sampled."));
        Assert.Throws<ArgumentException>(() => new ModelFamily(good, bad).Compare(Data, Options, progress));
        Assert.Throws<ArgumentOutOfRangeException>(() => Family(1, 1).Compare(Data, Options with { Chains = 0 }, progress));
    }

    [Fact]
    public void Every_candidate_is_a_run_of_its_own_seed()
    {
        ModelComparison comparison = Family(0, 2).Compare(Data, Options);
        Assert.Equal(40UL, comparison.Seed);
        Assert.Equal([40UL, 41UL, 42UL], comparison.Models.Select(model => model.Result.Seed));
        Result alone = new ReplicaExchange(Options with { Seed = 41 }).Run(Family(0, 2).Candidates[1].Given(Data));
        Assert.Equal(alone.FreeEnergy.LogEvidence, comparison.Models[1].Result.FreeEnergy.LogEvidence);
        Assert.Equal(1, comparison.Models.Sum(model => model.Probability), 1e-12);
    }

    [Fact]
    public void A_peak_far_above_the_noise_is_selected()
    {
        ModelComparison comparison = Family(0, 1)
            .Compare(Data, Options with { Rungs = 24, BurnInSweeps = 500, Sweeps = 1500 })
            .Limited();
        Assert.Equal("Selected: K = 1.", comparison.Verdict);
        Assert.Equal(1, comparison.Models[1].Probability, 1e-9);
    }

    [Fact]
    public void Progress_tells_which_candidate_is_sampled()
    {
        var heard = new List<InferenceProgress>();
        Family(0, 1).Compare(Data, Options, new Relay(heard.Add));
        Assert.Equal([0, 1], heard.Select(state => state.Index).Distinct());
        Assert.All(heard, state => Assert.Equal(($"K = {state.Index}", 2), (state.Name, state.Count)));
        Assert.Equal(2, heard.Count(state => state.Fraction == 1));
    }

    [Fact]
    public void Each_candidate_waits_for_the_parameters_that_it_has()
    {
        StoppingRule rule = new() { EffectiveSamples = 1, Parameters = ["center"] };
        ModelComparison comparison = Family(0, 1).Compare(Data, Options with { Sweeps = 5000, Until = rule });
        Assert.Equal(
            [StopKind.Sweeps, StopKind.EffectiveSamples], comparison.Models.Select(model => model.Result.StopReason.Kind));
        var progress = new Relay(_ => Assert.Fail("Something was sampled."));
        rule = rule with { Parameters = ["center", "skew"] };
        Assert.Throws<ArgumentException>(() => Family(0, 1).Compare(Data, Options with { Until = rule }, progress));
    }

    [Fact]
    public void The_time_of_a_comparison_is_shared_and_what_is_left_is_handed_on()
    {
        var clock = new ManualClock();
        var progress = new Relay(state => clock.GoOn(TimeSpan.FromSeconds(state.Index == 0 ? 0.001 : 1)));
        StoppingRule rule = new() { TimeBudget = TimeSpan.FromSeconds(80), Clock = clock };
        ModelComparison comparison = Family(0, 2).Compare(Data, Options with { Until = rule }, progress);
        Assert.Equal([StopKind.Sweeps, StopKind.TimeBudget, StopKind.TimeBudget],
            comparison.Models.Select(model => model.Result.StopReason.Kind));
        Assert.StartsWith("The time budget of 39.9 s", comparison.Models[1].Result.StopReason.Text, StringComparison.Ordinal);
        Assert.InRange(clock.GetElapsedTime(0).TotalSeconds, 80, 84);
    }

    [Fact]
    public void A_comparison_that_is_cancelled_before_any_draws_is_none() =>
        Assert.Throws<OperationCanceledException>(() => CancelAt(0, 100));

    [Theory]
    [InlineData(0, 600, 1)]
    [InlineData(1, 100, 1)]
    [InlineData(1, 600, 2)]
    [InlineData(2, 600, 3)]
    public void A_comparison_that_is_cancelled_keeps_what_it_has_and_decides_nothing(int index, int sweep, int models)
    {
        ModelComparison comparison = CancelAt(index, sweep);
        Assert.Equal(models, comparison.Models.Count);
        Assert.True(comparison.IsPartial);
        Assert.Null(comparison.Selected);
    }

    [Fact]
    public void A_comparison_that_hears_of_it_too_late_is_whole() => Assert.False(CancelAt(2, 900).IsPartial);

    [Fact]
    public void A_comparison_that_was_cancelled_is_resumed_model_by_model()
    {
        string folder = Directory.CreateTempSubdirectory("comparison").FullName;
        try
        {
            ReplicaExchangeOptions options = Options with { Checkpoint = new(Path.Combine(folder, "run.checkpoint")) };
            Assert.True(CancelAt(1, 700, options).IsPartial);
            Assert.Equal(["run.1.checkpoint", "run.2.checkpoint"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            ModelComparison resumed = Family(0, 2).Compare(Data, options);
            ModelComparison whole = Family(0, 2).Compare(Data, Options);
            Assert.Equal(whole.Models.Select(model => model.Probability), resumed.Models.Select(model => model.Probability));
            Assert.Equal(
                whole.Models.Select(model => model.Result.FreeEnergy.StandardError),
                resumed.Models.Select(model => model.Result.FreeEnergy.StandardError));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelComparison CancelAt(int index, int sweep, ReplicaExchangeOptions? options = null)
    {
        using var source = new CancellationTokenSource();
        var progress = new Relay(state =>
        {
            if (state.Index == index && state.Step >= sweep)
            {
                source.Cancel();
            }
        });
        return Family(0, 2).Compare(Data, options ?? Options, progress, source.Token);
    }

    private static ModelFamily Family(int fewest, int most) => ModelFamily.Of<GaussianPrecisionPeak>(
        fewest, most, Peak, GaussianNoise.Unknown, ForwardModel.Of<ConstantBackground>(), Common);

    private sealed class Relay(Action<InferenceProgress> hear) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => hear(value);
    }
}
