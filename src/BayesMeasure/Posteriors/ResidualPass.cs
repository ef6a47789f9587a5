using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Loops over the residual of a curve. Buffers are whole vectors long; in the padding the weights are 0 and x is a measured one,
/// so that it adds nothing to a sum.
/// </summary>
internal static class ResidualPass<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>r = y - f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Difference(AlignedBuffer measured, AlignedBuffer prediction, AlignedBuffer residual)
    {
        ref double y = ref measured.First;
        ref double f = ref prediction.First;
        ref double r = ref residual.First;
        for (int i = 0; i < residual.Length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref Unsafe.Add(ref y, i)) - TLanes.Load(ref Unsafe.Add(ref f, i)), ref Unsafe.Add(ref r, i));
        }
    }

    /// <summary>r = root (y - f), behind some elements that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardise(
        AlignedBuffer measured, AlignedBuffer prediction, AlignedBuffer root, AlignedBuffer residual, int lead)
    {
        ref double y = ref measured.First;
        ref double f = ref prediction.First;
        ref double s = ref root.First;
        ref double r = ref Unsafe.Add(ref residual.First, lead);
        for (int i = 0; i < root.Length; i += TLanes.Count)
        {
            TLanes difference = TLanes.Load(ref Unsafe.Add(ref y, i)) - TLanes.Load(ref Unsafe.Add(ref f, i));
            TLanes.Store(TLanes.Load(ref Unsafe.Add(ref s, i)) * difference, ref Unsafe.Add(ref r, i));
        }
    }

    /// <summary>r + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(AlignedBuffer curve, AlignedBuffer residual)
    {
        ref double c = ref curve.First;
        ref double r = ref residual.First;
        for (int i = 0; i < residual.Length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref Unsafe.Add(ref r, i)) + TLanes.Load(ref Unsafe.Add(ref c, i)), ref Unsafe.Add(ref r, i));
        }
    }

    /// <summary>r - c(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract<TComponent>(CurveData data, ReadOnlySpan<TLanes> parameters, AlignedBuffer residual)
        where TComponent : struct, IComponent
    {
        var p = new ParameterSpan<TLanes>(parameters);
        ref double x = ref data.X.First;
        ref double r = ref residual.First;
        for (int i = 0; i < residual.Length; i += TLanes.Count)
        {
            TLanes c = TComponent.Evaluate<TLanes, ParameterSpan<TLanes>>(TLanes.Load(ref Unsafe.Add(ref x, i)), p);
            TLanes.Store(TLanes.Load(ref Unsafe.Add(ref r, i)) - c, ref Unsafe.Add(ref r, i));
        }
    }

    /// <summary>Sums of w c(x) r and of w c(x)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Projection Project<TComponent>(
        CurveData data, ReadOnlySpan<TLanes> parameters, AlignedBuffer weight, AlignedBuffer residual)
        where TComponent : struct, IComponent
    {
        var p = new ParameterSpan<TLanes>(parameters);
        ref double x = ref data.X.First;
        ref double w = ref weight.First;
        ref double r = ref residual.First;
        TLanes product = 0.0;
        TLanes norm = 0.0;
        for (int i = 0; i < residual.Length; i += TLanes.Count)
        {
            TLanes c = TComponent.Evaluate<TLanes, ParameterSpan<TLanes>>(TLanes.Load(ref Unsafe.Add(ref x, i)), p);
            TLanes weighted = c * TLanes.Load(ref Unsafe.Add(ref w, i));
            product += weighted * TLanes.Load(ref Unsafe.Add(ref r, i));
            norm += weighted * c;
        }

        return new(TLanes.Sum(product), TLanes.Sum(norm));
    }
}
