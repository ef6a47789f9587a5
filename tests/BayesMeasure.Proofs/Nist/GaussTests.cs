using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// NIST's Gauss1, Gauss2 and Gauss3 as a model of one's own with flat priors: the posterior means are the certified
/// parameters and the posterior standard deviations the certified ones; the evidence is that of Laplace's method.
/// </summary>
[Trait("suite", "proofs")]
public class GaussTests(ITestOutputHelper output)
{
    private const double MostShift = 0.2;
    private const double LaplaceError = 0.1;

    private static ReplicaExchangeOptions Options { get; } = new() { Sweeps = 6000 };

    [Theory]
    [InlineData("Gauss1")]
    [InlineData("Gauss2")]
    [InlineData("Gauss3")]
    public void Certified_parameters(string name)
    {
        GaussSet set = GaussSet.Read(name);
        Posterior[] questions = [set.WithKnownNoise(), set.WithUnknownNoise()];
        IReadOnlyList<Result> results = Runs.OfAll(questions.Select(question => ((ITarget)question, Options)));
        AssertEvidence(results[0], Laplace.WithKnownNoise(set));
        AssertCertified(set, results[0], Math.Sqrt(GaussSet.Variance) / set.ResidualDeviation);
        AssertEvidence(results[1], Laplace.WithUnknownNoise(set));
        AssertCertified(set, results[1], 1);
    }

    /// <summary>Compares with the certified values.</summary>
    /// <param name="set">The data and their certified values.</param>
    /// <param name="result">The sampler's result.</param>
    /// <param name="inflation">NIST scales its standard errors by the residuals; known noise does not.</param>
    private void AssertCertified(GaussSet set, Result result, double inflation)
    {
        PosteriorSummary summary = result.Summary;
        Assert.Equal("center", summary.OrderedBy);
        for (int i = 0; i < set.Estimates.Length; i++)
        {
            QuantitySummary parameter = summary.Parameters[i];
            double shift = (parameter.Mean - set.Estimates[i]) / parameter.StandardDeviation;
            double ratio = parameter.StandardDeviation / (inflation * set.StandardErrors[i]);
            output.WriteLine(FormattableString.Invariant(
                $"  {parameter.Name,-10} mean off by {shift,6:F3} sd, sd ratio {ratio:F3}, ")
                + FormattableString.Invariant(
                    $"ESS {parameter.Convergence.BulkEffectiveSamples:F0}, R-hat {parameter.Convergence.RHat:F3}"));
            Assert.InRange(shift, -MostShift, MostShift);
            Assert.InRange(ratio, 0.9, 1.1);
        }
    }

    private void AssertEvidence(Result result, double laplace)
    {
        double error = result.FreeEnergy.StandardError;
        output.WriteLine(FormattableString.Invariant(
            $"log Z {result.FreeEnergy.LogEvidence:F2} +- {error:F2}, Laplace {laplace:F2}; ")
            + $"{LadderRun.Of(result).Ladder.InverseTemperatures.Count} rungs, "
            + $"{LadderRun.Of(result).Ladder.RoundTrips} round trips");
        foreach (string warning in result.Warnings)
        {
            output.WriteLine(warning);
        }
        Assert.InRange(result.FreeEnergy.LogEvidence - laplace, -4 * error - LaplaceError, 4 * error + LaplaceError);
    }
}
