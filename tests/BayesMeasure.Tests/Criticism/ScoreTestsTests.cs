using BayesMeasure.Criticism;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Tests.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Criticism;

/// <summary>The tests of scores against exact distributions, and against white noise.</summary>
public class ScoreTestsTests
{
    private const double Significant = 1e-3;

    [Theory]
    [InlineData(4, 16)]
    [InlineData(20, 30)]
    [InlineData(100, 300)]
    public void A_ratio_of_two_groups_of_squares_follows_a_beta_distribution(int ones, int zeros)
    {
        double[] eigenvalues = [.. Enumerable.Repeat(1.0, ones), .. Enumerable.Repeat(0.0, zeros)];
        foreach (double tail in (ReadOnlySpan<double>)[0.2, 0.01, 1e-4, 1e-8])
        {
            double ratio = Beta.InvCDF(0.5 * zeros, 0.5 * ones, tail);
            Assert.Equal(1, QuadraticFormRatio.UpperTail(eigenvalues, 1 - ratio) / tail, 0.06);
        }
    }

    [Fact]
    public void The_tail_ends_where_the_eigenvalues_end_and_is_not_asked_for_below_their_mean()
    {
        Assert.Equal(0, QuadraticFormRatio.UpperTail([0, 0.5, 1], 1));
        Assert.Equal(1, QuadraticFormRatio.UpperTail([0, 0.5, 1], 0.4));
    }

    [Theory]
    [InlineData(18)]
    [InlineData(60)]
    public void Probabilities_of_white_scores_are_what_they_say(int points)
    {
        const int series = 4000;
        var random = new RandomStream(5, chain: 0, replica: points);
        var correlation = new NeighbourCorrelation(points);
        double[][] scores = [.. Enumerable.Range(0, series).Select(_ => White(random, points))];
        AssertHolds(scores, correlation.ProbabilityOfAlternating);
        AssertHolds(scores, correlation.ProbabilityOfTogether);
        AssertHolds(scores, draw => RegionScan.Of(draw).Probability);

        // The upper half of one lag is exact: its probabilities are even on (0, 1/2), which the bound of several is not.
        double[] exact = [.. scores.Select(correlation.ProbabilityOfAlternating).Where(p => p < 0.5)];
        Assert.InRange(KolmogorovSmirnov.Significance(exact, p => 2 * p), Significant, 1);
    }

    [Fact]
    public void Smooth_scores_go_together_and_lie_to_one_side()
    {
        double[] scores = [.. Enumerable.Range(0, 200).Select(i => 2 * Math.Sin(0.1 * i))];
        Assert.InRange(new NeighbourCorrelation(200).ProbabilityOfTogether(scores), 0, 1e-20);
        Assert.InRange(RegionScan.Of(scores).Probability, 0, 1e-4);
        Assert.InRange(
            new NeighbourCorrelation(200).ProbabilityOfAlternating([.. scores.Index().Select(item => Math.Pow(-1, item.Index))]),
            0,
            1e-20);
    }

    [Fact]
    public void Second_differences_of_white_noise_on_a_curve_are_white_and_those_of_smoothed_noise_are_not()
    {
        var random = new RandomStream(6, chain: 0, replica: 0);
        double[] white = White(random, 400);
        double[] onCurve = [.. white.Index().Select(item => item.Item + 8 * Math.Sin(0.05 * item.Index))];
        double[] smoothed = [.. Enumerable.Range(0, 394).Select(i => white[i..(i + 7)].Average())];
        Assert.InRange(WhiteDifferences.LargestDeviation(onCurve), 0, 3.3);
        Assert.InRange(WhiteDifferences.LargestDeviation(smoothed), 4, 20);
    }

    [Fact]
    public void Too_few_points_say_nothing()
    {
        ScoreTests tests = new([[3, -3, 3]]);
        Assert.Equal((0, 1, 1, 1), (tests.Lags, tests.Together, tests.Alternating, tests.OneSided));
    }

    [Fact]
    public void An_outlier_is_no_misfit_of_the_whole()
    {
        double[] scores = White(new RandomStream(7, chain: 0, replica: 0), 300);
        scores[100] = 30;
        ScoreTests tests = new([scores]);
        Assert.InRange(tests.Farthest, 0, 1e-100);
        Assert.InRange(Math.Min(tests.OneSided, Math.Min(tests.TooLarge, tests.Together)), 5e-4, 1);
    }

    /// <summary>Of probabilities that are right, or bounds, a share alpha lies below alpha, or less.</summary>
    private static void AssertHolds(double[][] scores, Func<double[], double> probability)
    {
        foreach (double alpha in (ReadOnlySpan<double>)[0.1, 0.01])
        {
            double share = scores.Count(draw => probability(draw) < alpha) / (double)scores.Length;
            Assert.InRange(share, 0, alpha + 4 * Math.Sqrt(alpha / scores.Length));
        }
    }

    private static double[] White(RandomStream random, int points) =>
        [.. Enumerable.Range(0, points).Select(_ => random.NextNormal())];
}
