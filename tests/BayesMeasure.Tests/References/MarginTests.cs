using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// What bends a coordinate until it is nearly normal: exactly invertible, with its slope, and only where it pays.
/// </summary>
public class MarginTests(ITestOutputHelper output)
{
    private const int Count = 1000;
    private const double Mean = 0.04;

    private static readonly Prior Fraction = new() { ["mixing"] = Prior.Uniform(0, 1) };

    // L = exp(-x / mean) under a uniform prior.
    private static readonly double LogEvidence = Math.Log(Mean * (1 - Math.Exp(-1 / Mean)));

    public static TheoryData<double, double, double> Margins => new()
    {
        { double.NegativeInfinity, double.PositiveInfinity, 0 },
        { double.NegativeInfinity, double.PositiveInfinity, -0.7 },
        { 0, 1, 0 },
        { -2, 3, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Margins))]
    public void There_and_back_is_the_same_and_the_slope_is_the_derivative(double lowest, double highest, double skewness)
    {
        var margin = new Margin(lowest, highest, Center: 0.3, Scale: 0.6, skewness);
        for (double z = -4; z <= 4; z += 0.25)
        {
            double coordinate = margin.Inverse(z);
            Assert.Equal(z, margin.Forward(coordinate, out double logSlope), 1e-7);
            double step = 1e-4 * Math.Exp(-logSlope);
            double slope = (margin.Forward(coordinate + step, out _) - margin.Forward(coordinate - step, out _)) / (2 * step);
            Assert.Equal(1, slope / Math.Exp(logSlope), 1e-5);
        }
    }

    [Fact]
    public void What_is_normal_is_not_bent()
    {
        var random = new RandomStream(seed: 1, chain: 0, replica: 0);
        double[] column = [.. Enumerable.Range(0, 2 * Count).Select(_ => 3 + 0.5 * random.NextNormal())];
        var margin = Margin.MostLikely(Prior.Uniform(-100, 100), column[..Count], column[Count..]);
        Assert.False(margin.IsBent);
        Assert.Equal(3, margin.Center, 0.1);
        Assert.Equal(0.5, margin.Scale, 0.08);
    }

    [Fact]
    public void What_piles_up_at_an_end_is_bent_by_the_ends()
    {
        var random = new RandomStream(seed: 2, chain: 0, replica: 0);
        double[] column = [.. Enumerable.Range(0, 2 * Count).Select(_ => Mean * random.NextExponential()).Where(x => x < 1)];
        var margin = Margin.MostLikely(Prior.Uniform(0, 1), column[..Count], column[Count..]);
        Assert.Equal(0, margin.Lowest);
        Assert.Equal(1, margin.Highest);
    }

    [Fact]
    public void The_logarithm_of_an_exponential_deviate_is_skewed_down()
    {
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        double[] column = [.. Enumerable.Range(0, 2 * Count).Select(_ => Math.Log(random.NextExponential()))];
        var margin = Margin.MostLikely(Prior.LogNormal(0, 10), column[..Count], column[Count..]);
        Assert.InRange(margin.Skewness, -0.8, -0.3);
    }

    /// <summary>Half of the draws of a Student t lie beyond the end, or next to none where its margin knows of the end.</summary>
    [Fact]
    public void A_fraction_next_to_an_end_has_its_evidence_and_a_wide_overlap()
    {
        var target = new LogLikelihoodTarget(Fraction, point => -point[0] / Mean);
        var random = new RandomStream(seed: 4, chain: 0, replica: 0);
        var collected = new CollectedDraws(chains: 2, dimension: 1);
        double[][] recorded = [new double[Count], new double[Count]];
        for (int i = 0; i < 2 * Count; i++)
        {
            collected.Add(i % 2, [Draw(random)]);
            recorded[i % 2][i / 2] = Draw(random);
        }

        FittedReference reference = ReferenceFit.Of(target, collected, seed: 4)!;
        Assert.Contains("skewed margins", reference.Description, StringComparison.Ordinal);
        Draws draws = new(
            target.Parameters,
            recorded,
            [.. recorded.Select(chain => Array.ConvertAll(chain, x => -x / Mean))],
            [.. recorded.Select(chain => new double[chain.Length])]);
        ReferenceWeights weights = new ReferenceSample(target, reference, seed: 4).Weights(draws, Count, threads: 1);
        FreeEnergyEstimate estimate = new PosteriorBridge().Estimate(weights);
        output.WriteLine($"{reference.Description}: {estimate} {estimate.Fitness}");
        Assert.InRange(BridgeEquation.Solve(weights).Overlap, 0.47, 0.5);
        Assert.InRange((estimate.LogEvidence - LogEvidence) / estimate.StandardError, -4, 4);
    }

    /// <summary>
    /// A twelfth of these draws is so far out that rounding puts it at the very end of its scale, where it has no density: it is
    /// lost, and no weight is made of it.
    /// </summary>
    [Fact]
    public void What_rounding_puts_at_the_end_of_a_scale_is_lost()
    {
        var target = new LogLikelihoodTarget(Fraction, _ => 0);
        var reference = new FittedReference(
            target,
            ReferenceOrder.None,
            [0.5],
            ReferenceMargins.Of([0, 1, 0, 6, 0]),
            StudentMixture.Of([1, 0, 1], dimension: 1),
            coefficients: null);
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        double[][] recorded = [[.. Enumerable.Range(0, Count).Select(_ => random.NextUniform())]];
        Draws draws = new(target.Parameters, recorded, [new double[Count]], [new double[Count]]);
        double[] weights = new ReferenceSample(target, reference, seed: 5).Weights(draws, Count, threads: 1).Reference;
        Assert.DoesNotContain(double.NaN, weights);
        Assert.InRange(weights.Count(double.IsNegativeInfinity), 0.02 * Count, 0.2 * Count);
    }

    private static double Draw(RandomStream random)
    {
        double x = Mean * random.NextExponential();
        return x < 1 ? x : Draw(random);
    }
}
