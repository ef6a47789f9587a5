using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Memory for the pieces of many curves. A block holds many of them, since memory that is aligned takes as long to get as a
/// curve to compute.
/// </summary>
internal sealed class ShapeMemory
{
    private const int BlockSize = 8192;

    private AlignedBuffer block = new(0);
    private int used;

    /// <summary>Takes memory, filled with 0.</summary>
    /// <param name="count">How many doubles, a multiple of the widest vector.</param>
    public (AlignedBuffer Block, int Start) Take(int count)
    {
        if (used + count > block.Length)
        {
            (block, used) = (new(Math.Max(count, BlockSize)), 0);
        }

        used += count;
        return (block, used - count);
    }
}
