using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class AdaptationTests
{
    [Fact]
    public void Nothing_adapts_after_burn_in()
    {
        var explorer = new WatchedExplorer();
        ReplicaExchangeOptions options = new()
        {
            Chains = 1,
            Rungs = 4,
            BurnInSweeps = 70,
            Sweeps = 50,
            Threads = 1,
            Explorer = explorer,
            Reference = null,
        };
        new ReplicaExchange(options).Run(PeakProblem.Create());
        (double InverseTemperature, double Gain)[] calls = [.. explorer.Calls];
        Assert.Equal(3 * 120, calls.Length);
        Assert.All(calls[..210], call => Assert.InRange(call.Gain, double.Epsilon, 1));
        Assert.All(calls[210..], call => Assert.Equal(0, call.Gain));
        Assert.All(calls, call => Assert.InRange(call.InverseTemperature, double.Epsilon, 1));
        Assert.All(explorer.BlendWeights, weight => Assert.InRange(weight, 0, 1));
        Assert.NotEmpty(explorer.BlendWeights);
    }

    [Fact]
    public void Temperatures_are_fixed_after_burn_in()
    {
        var explorer = new WatchedExplorer();
        ReplicaExchangeOptions options = new()
        {
            Chains = 1,
            Rungs = 4,
            BurnInSweeps = 70,
            Sweeps = 50,
            Threads = 1,
            Explorer = explorer,
        };
        IReadOnlyList<double> ladder = LadderOf(options);
        Assert.Equal(ladder.Skip(1), explorer.Calls.Skip(210).Select(call => call.InverseTemperature).Distinct());
    }

    [Fact]
    public void A_ladder_of_ones_own_is_not_tuned()
    {
        var explorer = new WatchedExplorer();
        var ladder = TemperatureLadder.Explicit(0, 0.2, 1);
        ReplicaExchangeOptions options = new() { Ladder = ladder, BurnInSweeps = 70, Sweeps = 50, Explorer = explorer };
        Assert.Equal([0, 0.2, 1], LadderOf(options));
        Assert.All(explorer.BlendWeights, weight => Assert.Equal(0, weight));
        Assert.Equal([0.2, 1], explorer.Calls.Select(call => call.InverseTemperature).Distinct().Order());
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.0)]
    public void Single_steps_are_adapted_to_the_acceptance_asked_for(double inverseTemperature)
    {
        const int sweeps = 4000;
        const double lastGain = 0.005;
        Posterior posterior = PeakProblem.Create();
        var walk = new CoordinateWalk();
        RungExplorer rung = walk.CreateRung(posterior);
        var replica = new Replica(posterior);
        var random = new RandomStream(3, 0, 0);
        replica.DrawFromPrior(random);
        int moved = 0;
        for (int sweep = 1; sweep <= 2 * sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            double[] before = [.. replica.Values];
            double gain = sweep <= sweeps ? Math.Max(lastGain, 1.0 / (1 + sweep / 20.0)) : 0;
            rung.Explore(replica, new(sweep, inverseTemperature, random, gain));
            for (int i = 0; i < before.Length && sweep > sweeps; i++)
            {
                moved += replica.Values[i] != before[i] ? 1 : 0;
            }
        }

        // Robbins and Monro's steps fluctuate: by gain a (1 - a) s / 2 in the rate of each parameter, whose slope s in the
        // logarithm of the step is at most 1/2.
        int count = posterior.Parameters.Count;
        double rate = walk.Acceptance;
        double error = Math.Sqrt(rate * (1 - rate) * (lastGain / 4 / count + 1.0 / (sweeps * count)));
        Assert.InRange(moved / ((double)sweeps * count), rate - 4 * error, rate + 4 * error);
    }

    private static IReadOnlyList<double> LadderOf(ReplicaExchangeOptions options) =>
        LadderRun.Of(new ReplicaExchange(options).Run(PeakProblem.Create())).Ladder.InverseTemperatures;
}
