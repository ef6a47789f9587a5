using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Priors;

/// <summary>Where a difference of error functions has no digits left: far tails and narrow intervals.</summary>
public class TruncatedNormalTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(1000)]
    [InlineData(1e6)]
    public void Far_in_the_tail_it_is_an_exponential_with_known_corrections(double cut)
    {
        Distribution distribution = Prior.TruncatedNormal(0, 1, cut, double.PositiveInfinity);
        double c2 = cut * cut;
        // Mills' ratio: the density at the cut is cut + 1/cut - 2/cut^3 + 10/cut^5 - ..., and so is the mean
        double expected = cut * (1 + 1 / c2 - 2 / (c2 * c2) + 10 / (c2 * c2 * c2) - 74 / (c2 * c2 * c2 * c2));
        Assert.Equal(1, Math.Exp(distribution.LogDensity(cut)) / expected, 1e-10);
        Assert.Equal(1, distribution.Mean / expected, 1e-12);
        double deviation = (1 - 3 / c2 + 20.5 / (c2 * c2)) / cut;
        Assert.Equal(1, distribution.StandardDeviation / deviation, 1e-6);
    }

    [Theory]
    [InlineData(40, 41)]
    [InlineData(1000, 1000.5)]
    [InlineData(-1000.0001, -1000)]
    [InlineData(8, 8.000001)]
    [InlineData(0.0001, 5)]
    public void Draws_follow_the_integrated_density(double minimum, double maximum)
    {
        Distribution distribution = Prior.TruncatedNormal(0, 1, minimum, maximum);
        var random = new RandomStream(12, 0, 0);
        double[] sample = [.. Enumerable.Range(0, 20_000).Select(_ => distribution.Draw(random))];
        Assert.True(KolmogorovSmirnov.Significance(sample, distribution.CumulativeProbability) > 1e-4);
    }

    [Fact]
    public void A_narrow_interval_far_out_is_an_exponential_piece()
    {
        Distribution distribution = Prior.TruncatedNormal(0, 1, 1000, 1000.0001);
        double decay = 1000 * (distribution.Maximum - 1000);
        double expected = Math.Log(1000 / (1 - Math.Exp(-decay)));
        Assert.Equal(expected, distribution.LogDensity(1000), 1e-6);
    }

    [Fact]
    public void Both_signs_are_mirror_images()
    {
        Distribution upper = Prior.TruncatedNormal(2, 3, 20, 30);
        Distribution lower = Prior.TruncatedNormal(-2, 3, -30, -20);
        Assert.Equal(upper.Mean, -lower.Mean, 1e-12);
        Assert.Equal(upper.StandardDeviation, lower.StandardDeviation, 1e-12);
        Assert.Equal(upper.LogDensity(22), lower.LogDensity(-22), 1e-12);
        Assert.Equal(upper.CumulativeProbability(22), 1 - lower.CumulativeProbability(-22), 1e-12);
    }
}
