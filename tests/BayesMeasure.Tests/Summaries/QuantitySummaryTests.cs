using BayesMeasure.Inference;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Summaries;

public class QuantitySummaryTests
{
    private static readonly Prior Peak = new() { ["height"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) };

    [Fact]
    public void A_parameter_itself_has_the_numbers_of_the_posterior_summary()
    {
        double[][] chain = [.. Enumerable.Range(0, 60).Select(i => new[] { 1 + i * 37 % 61 / 10.0, i * 17 % 53 / 10.0 })];
        Result result = KnownDraws.Create(Peak, [chain, [.. chain.Reverse()]], point => -point[1]);
        QuantitySummary expected = result.Summary.Parameters[0];
        var summary = result.Quantity("height", draw => draw["height"]);
        Assert.Equal(
            (expected.Mean, expected.StandardDeviation, expected.Quantile05, expected.Median, expected.Quantile95,
                expected.MaximumAPosteriori),
            (summary.Mean, summary.StandardDeviation, summary.Quantile05, summary.Median, summary.Quantile95,
                summary.MaximumAPosteriori));
        Assert.Equal(expected.Convergence, summary.Convergence);
    }

    [Fact]
    public void A_quantity_is_computed_draw_by_draw_with_components_in_order()
    {
        Result result = KnownDraws.Create(Peak.Repeat(2), [[[1, 0.5, 2, -0.5], [3, 1, 4, 2]]], point => 100 * point[0]);
        var distance = result.Quantity("distance", draw => draw["center[2]"] - draw["center[1]"]);
        Assert.Equal(1, distance.Mean);
        Assert.Equal(0, distance.StandardDeviation);
        var ratio = result.Quantity("ratio", draw => draw.Values[0] / draw["height[2]"]) with { Unit = "m" };
        Assert.Equal((2 + 0.75) / 2, ratio.Mean, 1e-15);
        Assert.Equal(0.75, ratio.MaximumAPosteriori);
        Assert.Equal("ratio = 1.4 +- 0.9 m", ratio.ToString());
    }

    [Fact]
    public void An_infinite_quantity_stays_infinite_and_one_NaN_makes_all_NaN()
    {
        Result result = KnownDraws.Create(Peak, [[[1, 0], [2, 0], [4, 0]]], _ => 0);
        var infinite = result.Quantity("infinite", _ => double.PositiveInfinity);
        Assert.Equal(double.PositiveInfinity, infinite.Mean);
        Assert.True(double.IsNaN(infinite.Convergence.RHat));
        var half = result.Quantity("half", draw => draw["height"] < 3 ? 1 : double.NaN);
        Assert.True(double.IsNaN(half.Mean) && double.IsNaN(half.Median) && double.IsNaN(half.Quantile95));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_there_are()
    {
        Result result = KnownDraws.Create(Peak, [[[1, 0]]], _ => 0);
        string message =
            Assert.Throws<KeyNotFoundException>(() => result.Quantity("?", draw => draw["width"])).Message;
        Assert.Contains("\"width\". Known are height, center;", message, StringComparison.Ordinal);
    }
}
