using BayesMeasure.Explorers;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Results;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Numerics;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Without data, the posterior is the prior on every scale of exploration, and log Z = 0.</summary>
public class PriorOnlyTests
{
    private const int Replicates = 4000;
    private const int SweepsPerReplicate = 24;

    public static TheoryData<string> Texts =>
    [
        "Uniform(-1, 2)", "Normal(3, 0.5)", "TruncatedNormal(0, 1, -0.5, 2)", "Gamma(0.7, 2)", "Gamma(5, 0.04)", "LogUniform(0.01, 10)",
        "HalfNormal(2)", "Exponential(3)", "LogNormal(0, 0.7)", "Beta(0.6, 0.8)", "Beta(3, 5)",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_random_walk_leaves_every_prior_as_it_is(string text)
    {
        var prior = (Distribution)Parse(text);
        double[] walked = Walk(prior, Explorer.Default);
        Assert.True(KolmogorovSmirnov.Significance(walked, prior.CumulativeProbability) > 1e-4);
    }

    [Theory]
    [InlineData("Gamma(0.7, 2)")]
    [InlineData("LogUniform(0.01, 10)")]
    [InlineData("Beta(0.6, 0.8)")]
    public void A_missing_Jacobian_is_rejected(string text)
    {
        var prior = (Distribution)Parse(text);
        double[] walked = Walk(new WrongJacobian(prior), Explorer.Default);
        Assert.InRange(KolmogorovSmirnov.Significance(walked, prior.CumulativeProbability), 0, 1e-12);
    }

    [Fact]
    public void An_explorer_that_is_not_invariant_is_rejected()
    {
        double[] walked = Walk(Normal(0, 1), new LenientExplorer());
        Assert.InRange(KolmogorovSmirnov.Significance(walked, Normal(0, 1).CumulativeProbability), 0, 1e-12);
    }

    [Fact]
    public void A_run_without_data_returns_the_prior_and_no_evidence()
    {
        string[] texts = ["Uniform(-1, 2)", "Normal(3, 0.5)", "Gamma(0.7, 2)", "LogUniform(0.01, 10)", "Beta(0.6, 0.8)"];
        Prior prior = texts.Aggregate(new Prior(), (joined, text) => joined + new Prior { [text] = Parse(text) });
        ReplicaExchangeOptions options = new() { Seed = 3, Rungs = 4, BurnInSweeps = 100, Sweeps = 12_000, Threads = 1 };
        Result result = new ReplicaExchange(options).Run(new LogLikelihoodTarget(prior, _ => 0));
        Assert.All(result.FreeEnergies, estimate => Assert.Equal(0, estimate.LogEvidence, 1e-12));
        Assert.Equal(0, result.FreeEnergy.StandardError, 1e-12);
        for (int i = 0; i < texts.Length; i++)
        {
            // Without data every exchange succeeds: a draw from rung 0 leaves rung 3 within eight sweeps, and draws 16 apart share nothing.
            double[] thinned = [.. result.Draws.Of(i).SelectMany(chain => chain.Where((_, sweep) => sweep % 16 == 0))];
            Assert.True(KolmogorovSmirnov.Significance(thinned, ((Distribution)prior.Entries[i].Rule).CumulativeProbability) > 1e-4);
        }
    }

    /// <summary>Independent walks at beta = 1 that begin with a draw from the prior: an invariant explorer ends with one.</summary>
    private static double[] Walk(Distribution prior, Explorer explorer)
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = prior }, _ => 0);
        var replica = new Replica(target);
        var random = new RandomStream(21, 0, 0);
        RungExplorer rung = explorer.CreateRung(target);
        double[] ends = new double[Replicates];
        for (int i = 0; i < Replicates; i++)
        {
            random.BeginSweep(i);
            replica.DrawFromPrior(random);
            for (int sweep = 0; sweep < SweepsPerReplicate; sweep++)
                rung.Explore(replica, new(sweep, 1, random, 0));
            ends[i] = replica.Values[0];
        }

        return ends;
    }
}
