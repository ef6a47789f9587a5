using System.Runtime.InteropServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Parameters spread over all lanes, aligned: a pass over the data reads each of them once a vector, and a register that
/// straddles two cache lines takes two reads.
/// </summary>
internal sealed class LaneParameters<TLanes>(int count)
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private readonly AlignedBuffer buffer = new(Math.Max(1, count * TLanes.Count));

    /// <summary>Puts every value into all lanes.</summary>
    public ReadOnlySpan<TLanes> Broadcast(ReadOnlySpan<double> values)
    {
        Span<TLanes> lanes = MemoryMarshal.Cast<double, TLanes>(buffer.Span);
        for (int i = 0; i < values.Length; i++)
        {
            lanes[i] = values[i];
        }

        return lanes[..values.Length];
    }
}
