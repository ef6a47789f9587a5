using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Linear;

/// <summary>
/// Are the error bars of short runs honest? Many runs on problems with a known answer: the pulls of log Z and of
/// the posterior means have mean 0 and standard deviation 1.
/// </summary>
[Trait("suite", "proofs")]
public class ErrorBarTests(ITestOutputHelper output)
{
    private const int Count = 100;

    /// <summary>The errors of the ladder: a reference would be the posterior itself here, and make none.</summary>
    private static ReplicaExchangeOptions ShortRun { get; } = new() { BurnInSweeps = 500, Sweeps = 500, Reference = null };

    [Fact]
    public void With_normal_priors() => AssertHonest(ConjugateProblem.WithNormalPriors);

    [Fact]
    public void With_unknown_noise() => AssertHonest(ConjugateProblem.WithUnknownNoise);

    private void AssertHonest(Posterior posterior)
    {
        Result exact = new ConjugateLinear { Chains = 1, Draws = 100_000 }.Run(posterior);
        PosteriorSummary truth = exact.Summary;
        Result[] runs = Runs.OfSeeds(Count, posterior, ShortRun);
        output.WriteLine(FormattableString.Invariant(
            $"exact {exact.FreeEnergy}; mean error bar of a run {runs.Average(run => run.FreeEnergy.StandardError):F3}"));
        foreach (int estimator in Enumerable.Range(0, runs[0].FreeEnergies.Count))
        {
            Pulls pulls = Of(runs, run => run.FreeEnergies[estimator], exact.FreeEnergy.LogEvidence);
            output.WriteLine($"{runs[0].FreeEnergies[estimator].Method,-28} {pulls}");
            if (estimator == 0)
            {
                Assert.True(pulls.AreStandard(errors: 4), $"log Z: {pulls}");
            }
        }

        PosteriorSummary[] summaries = [.. runs.Select(run => run.Summary)];
        for (int i = 0; i < truth.Parameters.Count; i++)
        {
            AssertMeans(summaries, truth, i);
        }
    }

    private static Pulls Of(Result[] runs, Func<Result, FreeEnergyEstimate> estimate, double truth) =>
        new([.. runs.Select(run => (estimate(run).LogEvidence - truth) / estimate(run).StandardError)]);

    /// <summary>The error of a posterior mean is sd / sqrt(ESS).</summary>
    private void AssertMeans(PosteriorSummary[] summaries, PosteriorSummary truth, int parameter)
    {
        double mean = truth.Parameters[parameter].Mean;
        var pulls = new Pulls([.. summaries.Select(summary => summary.Parameters[parameter])
            .Select(p => (p.Mean - mean) / p.StandardDeviation * Math.Sqrt(p.Convergence.BulkEffectiveSamples))]);
        output.WriteLine($"mean of {truth.Parameters[parameter].Name,-20} {pulls}");
        Assert.True(pulls.AreStandard(errors: 4), $"mean of {truth.Parameters[parameter].Name}: {pulls}");
    }
}
