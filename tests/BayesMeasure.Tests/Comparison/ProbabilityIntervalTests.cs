using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Comparison;

/// <summary>The 68 % intervals of p(model | data), against what is known and against brute force.</summary>
public class ProbabilityIntervalTests(ITestOutputHelper output)
{
    /// <summary>For two models p is a monotonic function of one normal variable, and so are its quantiles.</summary>
    [Theory]
    [InlineData(0.3, 0.02)]
    [InlineData(1, 0.8)]
    [InlineData(-2, 3)]
    public void Of_two_models_is_the_logistic_of_that_of_the_difference(double gap, double error)
    {
        ModelComparison comparison = KnownComparison.Create([0, gap], [0.6 * error, 0.8 * error]);
        Interval interval = comparison.Models[1].ProbabilityInterval;

        // The quantile of 10,000 draws at 16 % is off by sqrt(p q / N) / density = 0.015 deviations; four of these are allowed.
        AssertNear(gap - error, Math.Log(interval.Minimum / (1 - interval.Minimum)), 0.06 * error);
        AssertNear(gap + error, Math.Log(interval.Maximum / (1 - interval.Maximum)), 0.06 * error);
        Assert.Equal(interval.Minimum, 1 - comparison.Models[0].ProbabilityInterval.Maximum, 1e-3);
    }

    /// <summary>The truth is repeatedly measured with normal errors, and the intervals are counted that hold it.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1.5)]
    public void Holds_the_truth_in_68_percent_of_all_runs(double error)
    {
        const int runs = 400;
        double[] truth = [0, 1];
        double[] exact = [1 / (1 + Math.E), Math.E / (1 + Math.E)];
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        int held = 0;
        int heldToFirstOrder = 0;
        int impossible = 0;
        for (int run = 0; run < runs; run++)
        {
            double[] measured = [.. truth.Select(value => value + error * random.NextNormal())];
            WeighedModel model = KnownComparison.Create(measured, [error, error]).Models[0];
            held += model.ProbabilityInterval.Minimum <= exact[0] && exact[0] <= model.ProbabilityInterval.Maximum ? 1 : 0;
            heldToFirstOrder += Math.Abs(model.Probability - exact[0]) <= model.ProbabilityStandardError ? 1 : 0;
            impossible += model.Probability - model.ProbabilityStandardError < 0 ? 1 : 0;
        }

        double expected = Normal.CDF(0, 1, 1) - Normal.CDF(0, 1, -1);
        double tolerance = 4 * Math.Sqrt(expected * (1 - expected) / runs);
        output.WriteLine($"error {error}: interval {held}, first order {heldToFirstOrder}, below zero {impossible} of {runs}");
        AssertNear(expected, held / (double)runs, tolerance);
        if (error > 1)
        {
            Assert.True(impossible > 0 && Math.Abs(heldToFirstOrder / (double)runs - expected) > tolerance);
        }
        else
        {
            AssertNear(expected, heldToFirstOrder / (double)runs, tolerance);
        }
    }

    [Fact]
    public void Agrees_with_brute_force_for_many_models_and_large_errors()
    {
        const int draws = 40_000;
        double[] logEvidences = [-3, 0.5, 0, -0.7];
        double[] errors = [2, 1, 0.3, 1.5];
        ModelComparison comparison = KnownComparison.Create(logEvidences, errors);
        var random = new Random(12);
        double[][] samples = [.. Enumerable.Range(0, draws).Select(_ =>
        {
            double[] weights = [.. logEvidences.Zip(errors, (value, error) => Math.Exp(value + error * NextNormal(random)))];
            return weights.Select(weight => weight / weights.Sum()).ToArray();
        })];
        for (int k = 0; k < logEvidences.Length; k++)
        {
            Interval interval = comparison.Models[k].ProbabilityInterval;
            Assert.Equal(0.1587, samples.Count(sample => sample[k] < interval.Minimum) / (double)draws, 0.017);
            Assert.Equal(0.1587, samples.Count(sample => sample[k] > interval.Maximum) / (double)draws, 0.017);
        }
    }

    [Fact]
    public void Is_a_point_without_errors_and_unknown_where_an_error_is()
    {
        WeighedModel exact = KnownComparison.Create([0, 1], [0, 0]).Models[1];
        Assert.Equal(
            (exact.Probability, exact.Probability), (exact.ProbabilityInterval.Minimum, exact.ProbabilityInterval.Maximum));
        ModelComparison unknown = KnownComparison.Create([0, 1], [0.1, double.NaN]);
        Assert.True(double.IsNaN(unknown.Models[1].ProbabilityInterval.Minimum));
        Assert.InRange(unknown.Models[0].ProbabilityInterval.Minimum, 0, unknown.Models[0].Probability);
    }

    private static void AssertNear(double expected, double actual, double tolerance) =>
        Assert.InRange(actual - expected, -tolerance, tolerance);

    private static double NextNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
