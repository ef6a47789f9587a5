using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>Parameters spread over all lanes as duals, aligned.</summary>
internal sealed class DualParameters<TLanes>(int count)
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private readonly AlignedBuffer buffer = new(Math.Max(1, 2 * count * TLanes.Count));

    /// <summary>Puts every value into all lanes, with one of them as the variable.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="variable">The position of the variable; -1 where all are constants.</param>
    public ReadOnlySpan<Dual<TLanes>> Broadcast(ReadOnlySpan<double> values, int variable)
    {
        ref Dual<TLanes> first = ref Unsafe.As<double, Dual<TLanes>>(ref buffer.First);
        for (int i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref first, i) = new(values[i], i == variable ? 1.0 : 0.0);
        }

        return MemoryMarshal.CreateReadOnlySpan(ref first, values.Length);
    }
}

/// <summary>Constants spread over all lanes as duals of duals, aligned.</summary>
internal sealed class DualDualParameters<TLanes>(int count)
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private readonly AlignedBuffer buffer = new(Math.Max(1, 4 * count * TLanes.Count));

    /// <summary>Puts every value into all lanes.</summary>
    public ReadOnlySpan<Dual<Dual<TLanes>>> Broadcast(ReadOnlySpan<double> values)
    {
        ref Dual<Dual<TLanes>> first = ref Unsafe.As<double, Dual<Dual<TLanes>>>(ref buffer.First);
        for (int i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref first, i) = values[i];
        }

        return MemoryMarshal.CreateReadOnlySpan(ref first, values.Length);
    }
}
