using BayesMeasure.Diagnostics;

namespace BayesMeasure.Tests.Diagnostics;

/// <summary>Moments of numbers that plain sums would lose.</summary>
public class SampleMomentsTests
{
    private static readonly double[] Steps = [-2, -1, 0, 0.5, 1, 3];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1e12, 0.01)]
    [InlineData(-1e15, 1)]
    [InlineData(0, 1e-200)]
    [InlineData(0, 1e200)]
    [InlineData(1, 1e-14)]
    public void No_offset_and_no_scale_takes_digits(double offset, double scale)
    {
        var plain = SampleMoments.Of(Steps);
        Assert.Equal(0.25, plain.Mean, 1e-15);
        Assert.Equal(1.7248188310660308, plain.StandardDeviation, 1e-14);
        double[] numbers = [.. Steps.Select(step => offset + scale * step)];
        var moments = SampleMoments.Of(numbers);

        // What the numbers themselves are rounded to, no mean can bring back.
        double rounding = 1e-15 + Math.Abs(offset) * 1.2e-16 / scale;
        Assert.Equal(0.25, (moments.Mean - offset) / scale, 2 * rounding);
        Assert.Equal(plain.StandardDeviation, moments.StandardDeviation / scale, 4 * rounding);
    }

    [Fact]
    public void What_is_not_finite_is_said()
    {
        Assert.Equal(double.PositiveInfinity, SampleMoments.Of([1, double.PositiveInfinity]).Mean);
        Assert.True(double.IsNaN(SampleMoments.Of([double.NaN, 1]).Mean));
        Assert.True(double.IsNaN(SampleMoments.Of([]).Mean));
        Assert.Equal((4, 0), (SampleMoments.Of([4, 4]).Mean, SampleMoments.Of([4, 4]).StandardDeviation));
    }

    [Fact]
    public void The_mean_of_many_lies_between_its_quantiles()
    {
        double[] numbers = [.. Enumerable.Range(0, 8000).Select(i => 1e12 + 0.02 + 0.01 * Math.Sin(i)).Order()];
        var moments = SampleMoments.Of(numbers);
        Assert.InRange(moments.Mean, numbers[400], numbers[7600]);
    }
}
