using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Criticism;

/// <summary>
/// Tests of scores that are independent standard normal deviates where the model is right, each over all draws: twice the mean
/// of the probabilities that single draws give, which is no smaller than alpha more often than alpha (Meng 1994, Ann. Stat. 22,
/// 1142), whatever the draws have in common.
/// </summary>
/// <remarks>
/// But for the test of single points, scores are cut at 4, which changes their variance by 1e-4: an outlier is no misfit of the
/// whole.
/// </remarks>
internal sealed class ScoreTests
{
    private const double Cut = 4;

    /// <param name="scores">For each draw, the score of each point in the order of x.</param>
    public ScoreTests(double[][] scores)
    {
        double[][] cut = [.. scores.Select(draw => Array.ConvertAll(draw, score => Math.Clamp(score, -Cut, Cut)))];
        int points = scores[0].Length;
        var correlation = new NeighbourCorrelation(points);
        Lags = correlation.Lags;
        Correlations = [.. Enumerable.Range(1, Lags).Select(lag => cut.Average(draw => NeighbourCorrelation.At(draw, lag)))];
        UsualCorrelation = cut.Average(LocalCorrelation.Of);
        Together = Over(cut, correlation.ProbabilityOfTogether);
        Alternating = Over(cut, correlation.ProbabilityOfAlternating);
        Regions = [.. cut.Select(RegionScan.Of)];
        OneSided = Twice(Regions.Average(region => region.Probability));
        MeanSquare = cut.Average(SumOfSquares) / points;
        TooLarge = Over(cut, draw => SpecialFunctions.GammaUpperRegularized(0.5 * points, 0.5 * SumOfSquares(draw)));
        TooSmall = Over(cut, draw => SpecialFunctions.GammaLowerRegularized(0.5 * points, 0.5 * SumOfSquares(draw)));
        Farthest = Over(scores, draw => ProbabilityOfLargest(draw.Max(Math.Abs), points));
        Whiteness = cut.Average(WhiteDifferences.LargestDeviation);
    }

    /// <summary>The number of lags that are looked at; 0 where there are too few points.</summary>
    public int Lags { get; }

    /// <summary>The mean correlation at the lags 1, 2, ... .</summary>
    public double[] Correlations { get; }

    /// <summary>
    /// The correlation of neighbours that most places along the curve have; NaN where there are too few points to tell.
    /// </summary>
    public double UsualCorrelation { get; }

    /// <summary>The probability that independent scores go together as much.</summary>
    public double Together { get; }

    /// <summary>The probability that independent scores alternate as much.</summary>
    public double Alternating { get; }

    /// <summary>For each draw, the region that lies most to one side.</summary>
    public RegionScan[] Regions { get; }

    /// <summary>The probability that any region lies so much to one side.</summary>
    public double OneSided { get; }

    /// <summary>The mean of z^2: chi-squared of a point where sigma is known.</summary>
    public double MeanSquare { get; }

    /// <summary>The probability of a larger chi-squared.</summary>
    public double TooLarge { get; }

    /// <summary>The probability of a smaller chi-squared.</summary>
    public double TooSmall { get; }

    /// <summary>The probability that any score is as large as the largest.</summary>
    public double Farthest { get; }

    /// <summary>How far signs of second differences are from those of white noise, in standard deviations.</summary>
    public double Whiteness { get; }

    /// <summary>The probability that any of so many standard normal deviates is as large, or a little more.</summary>
    public static double ProbabilityOfLargest(double largest, int points) =>
        Math.Min(1, 2 * points * Normal.CDF(0, 1, -largest));

    private static double Over(double[][] scores, Func<double[], double> probability) => Twice(scores.Average(probability));

    private static double Twice(double probability) => Math.Min(1, 2 * probability);

    private static double SumOfSquares(double[] scores) => scores.Sum(score => score * score);
}
