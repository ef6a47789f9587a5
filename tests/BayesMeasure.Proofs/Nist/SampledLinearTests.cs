using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Sampling;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// NIST's linear sets through the sampler, with flat priors and unknown noise: Student's t about the certified coefficients,
/// and the evidence of the exact solution.
/// </summary>
[Trait("suite", "proofs")]
public class SampledLinearTests(ITestOutputHelper output)
{
    private static ReplicaExchangeOptions Options { get; } = new() { Sweeps = 6000, Reference = null };

    [Theory]
    [InlineData("Norris")]
    [InlineData("Pontius")]
    [InlineData("NoInt1")]
    [InlineData("NoInt2")]
    [InlineData("Longley")]
    public void Certified_coefficients(string name)
    {
        LinearSet set = LinearSet.Read(name);
        var scaled = new ScaledSet(set);
        Result sampled = new ReplicaExchange(Options).Run(scaled.Posterior);
        AssertEvidence(name, sampled, new ConjugateLinear { Draws = 2 }.Run(scaled.Posterior));
        double[][] draws = [.. DrawsOf(sampled, scaled)];
        for (int j = 0; j < set.Estimates.Length; j++)
        {
            AssertStudent(set, j, [.. draws.Select(draw => draw[j])]);
        }
    }

    private static IEnumerable<double[]> DrawsOf(Result result, ScaledSet scaled) =>
        from chain in Enumerable.Range(0, result.Draws.Chains)
        from draw in Enumerable.Range(0, result.Draws.Count)
        select scaled.ToCertified(result.Draws[chain, draw]);

    /// <summary>
    /// The mean, for enough degrees of freedom, or else the median, within 0.2 scales of the certified value; the distance
    /// from the 5 % to the 95 % quantile within 10 % of Student's.
    /// </summary>
    private void AssertStudent(LinearSet set, int coefficient, double[] draws)
    {
        double scale = set.StandardErrors[coefficient];
        double center = set.DegreesOfFreedom > 2 ? draws.Mean() : draws.Median();
        double shift = (center - set.Estimates[coefficient]) / scale;
        double width = draws.Quantile(0.95) - draws.Quantile(0.05);
        double ratio = width / (2 * scale * StudentT.InvCDF(0, 1, set.DegreesOfFreedom, 0.95));
        output.WriteLine(FormattableString.Invariant($"  B{coefficient}: off by {shift,6:F3} scales, width ratio {ratio:F3}"));
        Assert.InRange(shift, -0.2, 0.2);
        Assert.InRange(ratio, 0.9, 1.1);
    }

    private void AssertEvidence(string name, Result sampled, Result exact)
    {
        double difference = sampled.FreeEnergy.LogEvidence - exact.FreeEnergy.LogEvidence;
        double error = sampled.FreeEnergy.StandardError;
        output.WriteLine(FormattableString.Invariant(
            $"{name}: log Z {sampled.FreeEnergy.LogEvidence:F3} +- {error:F3}, exact {exact.FreeEnergy.LogEvidence:F3}, ")
            + FormattableString.Invariant($"pull {difference / error:F2}; ")
            + $"{LadderRun.Of(sampled).Ladder.InverseTemperatures.Count} rungs, "
            + $"{LadderRun.Of(sampled).Ladder.RoundTrips} round trips");
        foreach (string warning in sampled.Warnings)
        {
            output.WriteLine(warning);
        }
        Assert.InRange(difference / error, -3, 3);
    }
}
