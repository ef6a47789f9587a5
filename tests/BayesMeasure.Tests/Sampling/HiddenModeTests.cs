using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// A spike in a slab (J. Skilling; B. Brewer): the spike holds 100 of 101 parts of the posterior, and no replica from the prior
/// finds it.
/// </summary>
public class HiddenModeTests
{
    private const int Dimension = 20;

    private static readonly ReplicaExchangeOptions Options = new() { Chains = 2, Sweeps = 500, Modes = null, Reference = null };

    private static LogLikelihoodTarget SpikeInSlab => new(new Prior
    {
        ["x"] = Prior.Uniform(-0.5, 0.5),
    }.Repeat(Dimension), values =>
    {
        double spike = Math.Log(100);
        double slab = 0;
        foreach (double x in values)
        {
            spike += LogNormalDensity((x - 0.031) / 0.01) - Math.Log(0.01);
            slab += LogNormalDensity(x / 0.1) - Math.Log(0.1);
        }

        return Math.Max(spike, slab) + Math.Log(1 + Math.Exp(-Math.Abs(spike - slab)));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_spike_that_no_draw_reaches_is_named(int seed)
    {
        Result result = new ReplicaExchange(Options with { Seed = (ulong)seed }).Run(SpikeInSlab);
        Assert.NotNull(result.HiddenMode);
        Assert.All(result.HiddenMode.Point, value => Assert.InRange(value, 0, 0.06));
        Assert.InRange(result.HiddenMode.LogLikelihood, 70, 80);
        Assert.InRange(result.HiddenMode.LogDensityExcess, 40, 65);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("The draws miss a mode", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_search_nothing_tells_of_it()
    {
        Result result = new ReplicaExchange(Options with { SearchTo = 1 }).Run(SpikeInSlab);
        Assert.Null(result.HiddenMode);
        Assert.Null(result.Doubt);
        Assert.InRange(result.FreeEnergy.LogEvidence, -0.5, 0.5);
    }

    [Fact]
    public void A_run_that_misses_nothing_is_not_suspected()
    {
        Assert.Null(new ReplicaExchange(Options).Run(PeakProblem.Create()).HiddenMode);
        Assert.Null(
            new ReplicaExchange(Options).Run(new LogLikelihoodTarget(new Prior
            {
                ["a"] = Prior.Normal(0, 1),
            }, _ => 0)).HiddenMode);
    }

    [Fact]
    public void A_likelihood_that_grows_where_the_prior_forbids_it_is_no_mode()
    {
        // ln L p = -x^2 / 2 although ln L has its maximum at the edge, far out in the tail of the prior.
        var target = new LogLikelihoodTarget(
            new Prior { ["x"] = Prior.Normal(0, 0.5) },
            values => Math.Abs(values[0]) < 20 ? 1.5 * values[0] * values[0] : double.NegativeInfinity);
        Assert.Null(new ReplicaExchange(Options).Run(target).HiddenMode);
    }

    [Fact]
    public void The_search_leaves_no_rung_behind()
    {
        Result result = new ReplicaExchange(Options with { Rungs = 6 }).Run(PeakProblem.Create());
        Assert.Equal(6, LadderRun.Of(result).Ladder.InverseTemperatures.Count);
        Assert.Equal(1, LadderRun.Of(result).Ladder.InverseTemperatures[^1]);
    }

    private static double LogNormalDensity(double z) => -0.5 * z * z - 0.5 * Math.Log(2 * Math.PI);
}
