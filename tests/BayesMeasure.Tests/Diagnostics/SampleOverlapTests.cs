using BayesMeasure.Diagnostics;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Diagnostics;

public class SampleOverlapTests
{
    [Fact]
    public void Pairs_are_counted_and_ties_are_halved()
    {
        Assert.Equal(0, SampleOverlap.ProbabilityAbove([1, 2], [3, 4]));
        Assert.Equal(1, SampleOverlap.ProbabilityAbove([3, 4], [2, 1]));
        Assert.Equal(0.5, SampleOverlap.ProbabilityAbove([7, 7], [7]));
        Assert.Equal((2 + 0.5 + 0) / 6, SampleOverlap.ProbabilityAbove([1, 3, 2], [2, 2.5]));
        Assert.Equal(0.5, SampleOverlap.ProbabilityAbove([double.NegativeInfinity], [double.NegativeInfinity]));
    }

    /// <summary>Two normal distributions d apart: P(x > y) = Phi(-d / sqrt 2).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Normal_samples_overlap_as_their_distributions_do(double distance)
    {
        var random = new RandomStream(3, 0, 0);
        double[] lower = [.. Enumerable.Range(0, 4000).Select(_ => random.NextNormal())];
        double[] upper = [.. Enumerable.Range(0, 4000).Select(_ => distance + random.NextNormal())];
        double expected = Normal.CDF(0, 1, -distance / Math.Sqrt(2));
        double error = Math.Sqrt(expected * (1 - expected) / 4000);
        Assert.InRange(SampleOverlap.ProbabilityAbove(lower, upper) - expected, -4 * error, 4 * error);
    }
}
