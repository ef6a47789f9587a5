using MathNet.Numerics.Statistics;

namespace BayesMeasure.Criticism;

/// <summary>
/// The correlation of neighbouring scores that is usual along a curve: the median over blocks of 8 points of sum of z_i z_(i+1) /
/// sum of z_i^2. Noise that is correlated is so everywhere; where a model misses a shape, scores go together there alone, and
/// most blocks know nothing of it.
/// </summary>
internal static class LocalCorrelation
{
    private const int Block = 8;
    private const int FewestBlocks = 5;

    /// <summary>The usual correlation; NaN where there are too few points to speak of a usual one.</summary>
    /// <param name="scores">The score of each point in the order of x.</param>
    public static double Of(double[] scores)
    {
        double[] blocks = [.. scores.Chunk(Block).Where(block => block.Length == Block).Select(block =>
            NeighbourCorrelation.At(block, lag: 1))];
        return blocks.Length < FewestBlocks ? double.NaN : blocks.Median();
    }
}
