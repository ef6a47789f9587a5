using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The layout of a weighted residual that is summed in blocks: level 0 has blocks of the grid, and each further level has blocks
/// of two blocks of the one before. Levels lie one behind the other.
/// </summary>
internal sealed class ResidualPyramid
{
    /// <summary>The most blocks of level 0: more points share a block.</summary>
    private const int MostBlocks = 4096;

    private readonly int count;
    private readonly int[] offsets;
    private readonly int[] lengths;

    /// <param name="count">The number of points.</param>
    public ResidualPyramid(int count)
    {
        this.count = count;
        BlockSize = (count + MostBlocks - 1) / MostBlocks;
        var blocks = new List<int> { (count + BlockSize - 1) / BlockSize };
        while (blocks[^1] > 1)
        {
            blocks.Add((blocks[^1] + 1) / 2);
        }

        lengths = [.. blocks];
        offsets = new int[lengths.Length];
        for (int level = 0; level < lengths.Length; level++)
        {
            offsets[level] = Length;
            Length += (lengths[level] + TemplateBank.Padding - 1) / TemplateBank.Padding * TemplateBank.Padding
                + TemplateBank.Padding;
        }
    }

    /// <summary>The number of points of a block of level 0.</summary>
    public int BlockSize { get; }

    /// <summary>The number of levels.</summary>
    public int Levels => lengths.Length;

    /// <summary>The number of floats of all levels, with a vector of zeros behind each.</summary>
    public int Length { get; private init; }

    /// <summary>The number of blocks of level 0.</summary>
    public int Blocks => lengths[0];

    /// <summary>Where a level begins.</summary>
    public int OffsetOf(int level) => offsets[level];

    /// <summary>The points of a block of level 0: from the first up to, not including, the last.</summary>
    public (int First, int End) PointsOf(int block) => (block * BlockSize, Math.Min((block + 1) * BlockSize, count));

    /// <summary>Sums a weighted residual in the blocks of all levels.</summary>
    /// <returns>The sum of w r^2.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Fill(AlignedBuffer weight, AlignedBuffer residual, float[] sums)
    {
        ReadOnlySpan<double> w = weight.Span;
        ReadOnlySpan<double> r = residual.Span;
        double norm = 0;
        for (int block = 0, i = 0; block < lengths[0]; block++)
        {
            double sum = 0;
            for (int end = Math.Min(i + BlockSize, count); i < end; i++)
            {
                double weighted = w[i] * r[i];
                sum += weighted;
                norm += weighted * r[i];
            }

            sums[block] = (float)sum;
        }

        for (int level = 1; level < lengths.Length; level++)
        {
            // Behind the last block of a level lies a zero.
            ReadOnlySpan<float> from = sums.AsSpan(offsets[level - 1], 2 * lengths[level]);
            Span<float> to = sums.AsSpan(offsets[level], lengths[level]);
            for (int block = 0; block < to.Length; block++)
            {
                to[block] = from[2 * block] + from[2 * block + 1];
            }
        }

        return norm;
    }
}
