using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<TLanes> Broadcast(double[] values)
    {
        ref TLanes first = ref Unsafe.As<double, TLanes>(ref buffer.First);
        for (int i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref first, i) = values[i];
        }

        return MemoryMarshal.CreateReadOnlySpan(ref first, values.Length);
    }
}
