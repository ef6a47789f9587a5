using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>The loops of a Jacobian: one component, and one of its parameters, at a time.</summary>
internal static class DerivativePass<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>The values of a component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TComponent>(AlignedBuffer abscissae, int count, ReadOnlySpan<TLanes> parameters, AlignedBuffer values)
        where TComponent : struct, IComponent
    {
        var p = new ParameterSpan<TLanes>(parameters);
        ref double x = ref abscissae.First;
        ref double value = ref values.First;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes y = TComponent.Evaluate<TLanes, ParameterSpan<TLanes>>(TLanes.Load(ref Unsafe.Add(ref x, i)), p);
            TLanes.Store(y, ref Unsafe.Add(ref value, i));
        }
    }

    /// <summary>The derivatives of a component with respect to the one parameter that is a variable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TComponent>(
        AlignedBuffer abscissae, int count, ReadOnlySpan<Dual<TLanes>> parameters, AlignedBuffer slopes)
        where TComponent : struct, IComponent
    {
        var p = new ParameterSpan<Dual<TLanes>>(parameters);
        ref double x = ref abscissae.First;
        ref double slope = ref slopes.First;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            var point = new Dual<TLanes>(TLanes.Load(ref Unsafe.Add(ref x, i)), 0.0);
            Dual<TLanes> y = TComponent.Evaluate<Dual<TLanes>, ParameterSpan<Dual<TLanes>>>(point, p);
            TLanes.Store(y.Derivative, ref Unsafe.Add(ref slope, i));
        }
    }

    /// <summary>sum += factor * values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, AlignedBuffer values, int count, AlignedBuffer sum)
    {
        TLanes ratio = factor;
        ref double value = ref values.First;
        ref double total = ref sum.First;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes more = TLanes.Load(ref Unsafe.Add(ref total, i)) + ratio * TLanes.Load(ref Unsafe.Add(ref value, i));
            TLanes.Store(more, ref Unsafe.Add(ref total, i));
        }
    }
}
