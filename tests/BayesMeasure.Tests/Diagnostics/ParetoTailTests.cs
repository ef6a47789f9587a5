using BayesMeasure.Diagnostics;

namespace BayesMeasure.Tests.Diagnostics;

public class ParetoTailTests
{
    /// <summary>The estimate has an error of about (1 + k) / sqrt(tail), with a tail of 3 sqrt(40,000) = 600 draws.</summary>
    [Theory]
    [InlineData(-0.3)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Finds_the_shape_of_generalised_Pareto_draws(double shape)
    {
        var random = new Random(4);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(_ => (Math.Pow(1 - random.NextDouble(), -shape) - 1) / shape)];
        Assert.Equal(shape, ParetoTail.Shape(draws), 4 * (1 + shape) / Math.Sqrt(600));
        Assert.Equal(ParetoTail.Shape(draws), ParetoTail.Shape(draws.Select(value => 1e-200 * value)), 1e-9);
    }

    [Fact]
    public void Weights_that_are_all_but_equal_have_no_tail()
    {
        Assert.Equal(double.NegativeInfinity, ParetoTail.Shape(Enumerable.Repeat(2.0, 500)));
        Assert.Equal(double.NegativeInfinity, ParetoTail.Shape(Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? 0 : 2.0)));
        Assert.Equal(double.NegativeInfinity, ParetoTail.Shape([1.0]));
    }
}
