using MathNet.Numerics.Statistics;

namespace BayesMeasure.Criticism;

/// <summary>
/// Points that stand out alone: spikes of cosmic rays, of a bad pixel, of a slip. They are looked for in the residuals, and in
/// the data themselves, since a model with enough components has a peak for each.
/// </summary>
internal static class SinglePoints
{
    private const double Unlikely = 1e-4;

    /// <summary>Neighbours of a spike have less than this share of its height; a peak of two points has more.</summary>
    private const double ShareOfNeighbours = 0.25;

    /// <summary>Where more points than this share stand out, that is how the curve was measured.</summary>
    private const double LargestShare = 0.03;

    private const int Reach = 2;

    /// <summary>The points, ascending; empty where there are none, or too many.</summary>
    /// <param name="fit">The curve.</param>
    /// <param name="score">The mean score of each point.</param>
    /// <param name="noise">The standard deviation of each point.</param>
    public static int[] Of(FittedScores fit, double[] score, double[] noise)
    {
        int count = fit.X.Length;
        int[] found = [.. Enumerable.Range(0, count).Where(i => IsFarOff(score, i) || StandsOut(fit, noise, i))];
        return found.Length <= Math.Max(Reach, LargestShare * count) ? found : [];
    }

    /// <summary>Whether a residual is too large to be one of so many, and its neighbours' are not.</summary>
    private static bool IsFarOff(double[] score, int point) =>
        ScoreTests.ProbabilityOfLargest(Math.Abs(score[point]), score.Length) < Unlikely
        && Enumerable.Range(point - 1, 3).Where(i => i != point && i >= 0 && i < score.Length)
            .All(i => Math.Abs(score[i]) < 2 * ShareOfNeighbours * Math.Abs(score[point]));

    /// <summary>
    /// Whether a value is farther from the median of two neighbours on each side than noise takes it, and they are not.
    /// </summary>
    private static bool StandsOut(FittedScores fit, double[] noise, int point)
    {
        if (point < Reach || point + Reach >= fit.X.Length)
        {
            return false;
        }

        double[] around = [fit.Y[point - 2], fit.Y[point - 1], fit.Y[point + 1], fit.Y[point + 2]];
        double level = around.Median();
        double height = Math.Abs(fit.Y[point] - level);
        double deviation = height / (noise[point] * Math.Sqrt(1.5));
        return ScoreTests.ProbabilityOfLargest(deviation, fit.X.Length) < Unlikely
            && around.All(value => Math.Abs(value - level) < ShareOfNeighbours * height);
    }
}
