using BayesMeasure.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// Two modes, a hundred widths apart, of weights 0.3 and 0.7 on a flat prior: Z = 1/20, and p(theta > 0) = 0.7.
/// </summary>
public class BimodalTests
{
    private const double Weight = 0.7;
    private const double Width = 0.1;

    private static LogLikelihoodTarget Target => new(new Prior { ["position"] = Prior.Uniform(-10, 10) }, LogLikelihood);

    [Fact]
    public void Replica_exchange_finds_both_modes_and_the_evidence()
    {
        ReplicaExchangeOptions options = new() { Seed = 4, Rungs = 16, BurnInSweeps = 500, Sweeps = 4000, Threads = 1 };
        Result result = new ReplicaExchange(options).Run(Target);
        double[][] right = [.. result.Draws.Of(0).Select(chain => chain.Select(value => value > 0 ? 1.0 : 0).ToArray())];
        double error = Autocorrelation.StandardErrorOfMean(right);
        Assert.InRange(right.Average(chain => chain.Average()), Weight - 4 * error, Weight + 4 * error);
        Assert.InRange(error, 0, 0.1);
        double logEvidence = result.FreeEnergy.LogEvidence;
        Assert.InRange(Math.Abs(logEvidence + Math.Log(20)) / result.FreeEnergy.StandardError, 0, 4);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_lone_chain_stays_in_one_mode()
    {
        for (int chain = 0; chain < 4; chain++)
        {
            var random = new RandomStream(4, chain, 0);
            var replica = new Replica(Target);
            replica.DrawFromPrior(random);
            RungExplorer explorer = Explorer.Default.CreateRung(Target);
            for (int sweep = 1; sweep <= 1000; sweep++)
            {
                Explore(replica, explorer, random, sweep, 0.05);
            }
            int right = 0;
            for (int sweep = 1001; sweep <= 5000; sweep++)
            {
                Explore(replica, explorer, random, sweep, 0);
                right += replica.Values[0] > 0 ? 1 : 0;
            }

            Assert.True(right is 0 or 4000, $"{right} of 4000");
        }
    }

    private static void Explore(Replica replica, RungExplorer explorer, RandomStream random, long sweep, double gain)
    {
        random.BeginSweep(sweep);
        explorer.Explore(replica, new(sweep, 1, random, gain));
    }

    private static double LogLikelihood(ReadOnlySpan<double> values)
    {
        double left = Math.Log(1 - Weight) + LogNormal(values[0] + 5);
        double right = Math.Log(Weight) + LogNormal(values[0] - 5);
        double higher = Math.Max(left, right);
        return higher + Math.Log(Math.Exp(left - higher) + Math.Exp(right - higher));
    }

    private static double LogNormal(double distance) =>
        -0.5 * distance * distance / (Width * Width) - Math.Log(Width * Math.Sqrt(2 * Math.PI));
}
