using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Posteriors;

namespace BayesMeasure.Tests.Sampling;

public class DeterminismTests
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 9,
        Chains = 2,
        Rungs = 5,
        BurnInSweeps = 100,
        Sweeps = 150,
        Threads = 1,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_threads_does_not_change_a_bit(int threads) =>
        Assert.Equal(Numbers(Options), Numbers(Options with { Threads = threads }));

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit_of_a_joint_posterior() =>
        Assert.Equal(Numbers(Options, JointProblem.Create()), Numbers(Options with { Threads = 3 }, JointProblem.Create()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_threads_does_not_change_where_a_rule_stops(int threads)
    {
        StoppingRule rule = new() { StandardError = 0.1, EffectiveSamples = 300, Parameters = ["center", "noise"] };
        ReplicaExchangeOptions options = Options with { Sweeps = 100_000, Until = rule };
        double[] expected = Numbers(options);
        Assert.InRange(expected.Length, 1, 50_000);
        Assert.Equal(expected, Numbers(options with { Threads = threads }));
    }

    [Fact]
    public void Another_seed_gives_other_draws()
    {
        double[] first = Numbers(Options);
        double[] second = Numbers(Options with { Seed = 10 });
        Assert.Equal(0, first.Zip(second).Count(pair => pair.First == pair.Second));
    }

    [Fact]
    public void The_seed_is_echoed() =>
        Assert.Equal(9UL, new ReplicaExchange(Options).Run(PeakProblem.Create()).Seed);

    [Fact]
    public void Chains_are_independent()
    {
        Draws draws = new ReplicaExchange(Options).Run(PeakProblem.Create()).Draws;
        Assert.Empty(draws.Of(0)[0].Intersect(draws.Of(0)[1]));
    }

    [Fact]
    public void No_two_chains_draw_the_same_from_the_prior()
    {
        using var run = HostRun.Start(PeakProblem.Create(), Options);
        run.Sweep(1, gain: 0);
        run.Store();
        Assert.Empty(run.Population.Chains[0].ValuesAt(0).ToArray().Intersect(run.Population.Chains[1].ValuesAt(0).ToArray()));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_path_of_a_walker()
    {
        Assert.Equal(Paths(Options), Paths(Options with { Threads = 3 }));
        Assert.NotEqual(Paths(Options), Paths(Options with { Seed = 10 }));
    }

    private static int[] Paths(ReplicaExchangeOptions options)
    {
        LadderReport ladder = LadderRun.Of(new ReplicaExchange(options).Run(PeakProblem.Create())).Ladder;
        return [.. Enumerable.Range(0, ladder.InverseTemperatures.Count).SelectMany(walker => ladder.PathOf(1, walker))];
    }

    /// <summary>All draws, the free energies with their errors, and the ladder.</summary>
    private static double[] Numbers(ReplicaExchangeOptions options, ITarget? target = null)
    {
        Result result = new ReplicaExchange(options).Run(target ?? PeakProblem.Create());
        return
        [
            .. Enumerable.Range(0, result.Draws.Parameters.Count).SelectMany(i => result.Draws.Of(i).SelectMany(chain => chain)),
            .. result.FreeEnergies.Select(estimate => estimate.LogEvidence),
            .. result.FreeEnergies.Select(estimate => estimate.StandardError),
            .. LadderRun.Of(result).Ladder.Rejections,
            .. LadderRun.Of(result).Ladder.InverseTemperatures.Skip(1).SkipLast(1),
        ];
    }
}
