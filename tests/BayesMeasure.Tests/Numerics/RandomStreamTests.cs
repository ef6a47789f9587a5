using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Numerics;

/// <summary>Draws against exact distributions: every seed is fixed, and a test fails at a significance below 1e-4.</summary>
public class RandomStreamTests
{
    private const double Significance = 1e-4;
    private const int Draws = 100_000;

    [Fact]
    public void Uniforms_are_uniform() => RequireFit(Sample(1, s => s.NextUniform()), x => x);

    [Fact]
    public void Log_uniforms_are_logarithms_of_uniforms() => RequireFit(Sample(2, s => Math.Exp(s.NextLogUniform())), x => x);

    [Fact]
    public void Normals_are_normal() => RequireFit(Sample(3, s => s.NextNormal()), x => Normal.CDF(0, 1, x));

    [Fact]
    public void Exponentials_are_exponential() => RequireFit(Sample(4, s => s.NextExponential()), x => 1 - Math.Exp(-x));

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(100)]
    public void Gammas_are_gamma(double shape) =>
        RequireFit(Sample(5, s => s.NextGamma(shape)), x => GammaProbability(shape, x));

    [Theory]
    [InlineData(0.05)]
    [InlineData(2.5)]
    public void Log_gammas_are_logarithms_of_gammas(double shape) =>
        RequireFit(Sample(6, s => s.NextLogGamma(shape)), x => GammaProbability(shape, Math.Exp(x)));

    [Fact]
    public void Gamma_without_the_boost_is_rejected()
    {
        double[] broken = Sample(5, s => s.NextGamma(0.5 + 1));
        Assert.True(KolmogorovSmirnov.Significance(broken, x => Gamma.CDF(0.5, 1, x)) < 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Integers_are_equally_likely(int count)
    {
        double[] counts = new double[count];
        var stream = new RandomStream(7, 0, 0);
        for (int i = 0; i < Draws; i++)
        {
            counts[stream.NextInteger(count)]++;
        }
        double expected = (double)Draws / count;
        double chiSquared = counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.True(count == 1 || 1 - ChiSquared.CDF(count - 1, chiSquared) > Significance);
    }

    [Fact]
    public void Uniforms_stay_strictly_between_0_and_1_and_are_odd_multiples_of_their_step()
    {
        foreach (double draw in Sample(8, s => s.NextUniform()))
        {
            Assert.InRange(draw, Math.ScaleB(1, -53), 1 - Math.ScaleB(1, -53));
            Assert.Equal(1, Math.ScaleB(draw, 53) % 2);
        }
    }

    [Fact]
    public void The_first_uniform_is_the_documented_function_of_the_first_block()
    {
        PhiloxBlock bits = Philox.Permute(new PhiloxBlock(0, 7, (5u << 12) | 3u, 9), 0x1234_5678_9abc_def0);
        ulong integer = (((ulong)bits.Word1 << 32) | bits.Word0) >> 11 | 1;
        var stream = new RandomStream(0x1234_5678_9abc_def0, 5, 9);
        stream.BeginSweep((3L << 32) + 7);
        Assert.Equal(Math.ScaleB(integer, -53), stream.NextUniform());
    }

    /// <summary>The first term of the series near 0, where Math.NET rounds the probability to 0.</summary>
    private static double GammaProbability(double shape, double x) =>
        x < 1e-10 ? Math.Pow(x, shape) / SpecialFunctions.Gamma(shape + 1) : Gamma.CDF(shape, 1, x);

    private static double[] Sample(ulong seed, Func<RandomStream, double> draw)
    {
        var stream = new RandomStream(seed, 0, 0);
        return [.. Enumerable.Range(0, Draws).Select(_ => draw(stream))];
    }

    private static void RequireFit(double[] sample, Func<double, double> cumulativeProbability)
    {
        double significance = KolmogorovSmirnov.Significance(sample, cumulativeProbability);
        Assert.True(significance > Significance, $"significance {significance}");
    }
}
