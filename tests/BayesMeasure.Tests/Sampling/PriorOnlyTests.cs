using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Without data, the posterior is the prior on every scale of exploration, and log Z = 0.</summary>
public class PriorOnlyTests
{
    [Fact]
    public void A_run_without_data_returns_the_prior_and_no_evidence()
    {
        string[] texts = ["Uniform(-1, 2)", "Normal(3, 0.5)", "Gamma(0.7, 2)", "LogUniform(0.01, 10)", "Beta(0.6, 0.8)"];
        Prior prior = texts.Aggregate(new Prior(), (joined, text) => joined + new Prior { [text] = Prior.ParseRule(text) });
        ReplicaExchangeOptions options = new() { Seed = 3, Rungs = 4, BurnInSweeps = 100, Sweeps = 12_000, Threads = 1 };
        Result result = new ReplicaExchange(options).Run(new LogLikelihoodTarget(prior, _ => 0));
        Assert.Equal("MBAR", result.FreeEnergy.Method);
        Assert.All(result.FreeEnergies, estimate => Assert.InRange(
            Math.Abs(estimate.LogEvidence), 0, 1e-12 + 4 * estimate.StandardError));
        Assert.Equal(0, result.FreeEnergy.StandardError, 1e-12);
        for (int i = 0; i < texts.Length; i++)
        {
            // Without data every exchange succeeds: a draw from rung 0 leaves rung 3 within eight sweeps, and draws 16 apart
            // share nothing.
            double[] thinned = [.. result.Draws.Of(i).SelectMany(chain => chain.Where((_, sweep) => sweep % 16 == 0))];
            Assert.True(
                KolmogorovSmirnov.Significance(thinned, ((Distribution)prior.Entries[i].Rule).CumulativeProbability) > 1e-4);
        }
    }
}
