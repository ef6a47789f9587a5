using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>The modes that a search finds beside those that the draws know.</summary>
public class SearchedModesTests
{
    private const double Needle = 8.3;

    /// <summary>A run far too short to lead a replica into a needle.</summary>
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Sweeps = 200,
        BurnInSweeps = 100,
        SearchTo = 1,
        Rungs = 12,
    };

    /// <summary>One peak fitted to a broad line and a narrow one, which explains more.</summary>
    private static Posterior BroadOrNarrow()
    {
        double[] x = [.. Enumerable.Range(0, 501).Select(i => i / 50.0)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(2).Evaluate(x, [1, 3, 4, 8, 0.06, Needle]);
        var random = new RandomStream(seed: 4, chain: 0, replica: 0);
        Measurement data = GaussianNoise.Known(0.05).Simulate(new(x, clean), clean, [], random);
        return new(data, ForwardModel.Of<GaussianPeak>(), GaussianNoise.Known(0.05), new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 20),
            ["width"] = Prior.LogUniform(0.03, 10),
            ["center"] = Prior.Uniform(0, 10),
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_mode_that_no_draw_leads_to_is_named_with_its_share(int seed)
    {
        Result without = new ReplicaExchange(Options with { Seed = (ulong)seed }).Run(BroadOrNarrow());
        Result with = new ReplicaExchange(Options with { Seed = (ulong)seed, Modes = new() }).Run(BroadOrNarrow());
        Assert.Null(without.HiddenMode);
        Assert.Equal(without["center"], with["center"]);
        Assert.Equal(without.FreeEnergy.LogEvidence, with.FreeEnergy.LogEvidence);
        if (with["center"].Any(center => Math.Abs(center - Needle) < 0.05))
        {
            Assert.Null(with.HiddenMode);
            return;
        }

        Assert.NotNull(with.HiddenMode);
        Assert.Equal(Needle, with.HiddenMode.Point[2], 0.01);
        Assert.Equal(1, with.HiddenMode.ApproximateShare, 1e-6);
        Assert.True(with.HiddenMode.LogDensityExcess > 100);
        Assert.Contains("holds about 100 %", with.Warnings[0]);
    }

    [Fact]
    public void Where_the_draws_know_all_modes_none_is_named()
    {
        ReplicaExchangeOptions options = new() { Chains = 2, Sweeps = 300, BurnInSweeps = 300, Modes = new() { Restarts = 20 } };
        Assert.Null(new ReplicaExchange(options).Run(PeakProblem.Create()).HiddenMode);
    }

    [Fact]
    public void An_indicator_has_no_modes_to_search_for()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1), ["switch"] = Prior.Bernoulli(0.5) }, _ => 0);
        ReplicaExchangeOptions options = new() { Chains = 1, Sweeps = 50, BurnInSweeps = 50, Modes = new() };
        Assert.Null(new ReplicaExchange(options).Run(target).HiddenMode);
    }
}
