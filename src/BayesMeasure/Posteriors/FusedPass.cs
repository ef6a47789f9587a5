using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The hot loops: one pass over the data gives the new shape of the component that moved, the new prediction, and the new
/// misfit. f' = f + a' s'(x) - a s(x), misfit' = sum of m(y, f', w).
/// </summary>
/// <remarks>Everything is generic over structs, so the JIT compiles one straight vector loop for each combination.</remarks>
internal static class FusedPass<TMisfit, TLanes>
    where TMisfit : struct, IMisfit
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>Evaluates a component at new parameters in place of its cached shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Replace<TComponent>(
        CurveData data,
        in Curves curves,
        ReadOnlySpan<TLanes> parameters,
        ReadOnlySpan<TLanes> noise)
        where TComponent : struct, IComponent
    {
        var p = new ParameterSpan<TLanes>(parameters);
        var q = new ParameterSpan<TLanes>(noise);
        TLanes minusAmplitude = -curves.Amplitude;
        TLanes trialAmplitude = curves.TrialAmplitude;
        ref double x = ref data.X.First;
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        ref double prediction = ref curves.Prediction.First;
        ref double trialPrediction = ref curves.TrialPrediction.First;
        ref double shape = ref curves.Shape.First;
        ref double trialShape = ref curves.TrialShape.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            TLanes s = TComponent.Evaluate<TLanes, ParameterSpan<TLanes>>(TLanes.Load(ref Unsafe.Add(ref x, i)), p);
            TLanes f = TLanes.Load(ref Unsafe.Add(ref prediction, i));
            f = TLanes.MultiplyAdd(minusAmplitude, TLanes.Load(ref Unsafe.Add(ref shape, i)), f);
            f = TLanes.MultiplyAdd(trialAmplitude, s, f);
            TLanes.Store(s, ref Unsafe.Add(ref trialShape, i));
            TLanes.Store(f, ref Unsafe.Add(ref trialPrediction, i));
            misfit = TMisfit.Evaluate(TLanes.Load(ref Unsafe.Add(ref y, i)), f, TLanes.Load(ref Unsafe.Add(ref weight, i)), q);
            i += TLanes.Count;
        }
        while (i < data.Count);

        return TLanes.Sum(sum + TLanes.KeepFirst(misfit, data.Count - i + TLanes.Count));
    }

    /// <summary>Exchanges a cached shape for one that was computed already, or rescales it when both are the same buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Combine(CurveData data, in Curves curves, ReadOnlySpan<TLanes> noise)
    {
        var q = new ParameterSpan<TLanes>(noise);
        TLanes minusAmplitude = -curves.Amplitude;
        TLanes trialAmplitude = curves.TrialAmplitude;
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        ref double prediction = ref curves.Prediction.First;
        ref double trialPrediction = ref curves.TrialPrediction.First;
        ref double shape = ref curves.Shape.First;
        ref double trialShape = ref curves.TrialShape.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            TLanes f = TLanes.Load(ref Unsafe.Add(ref prediction, i));
            f = TLanes.MultiplyAdd(minusAmplitude, TLanes.Load(ref Unsafe.Add(ref shape, i)), f);
            f = TLanes.MultiplyAdd(trialAmplitude, TLanes.Load(ref Unsafe.Add(ref trialShape, i)), f);
            TLanes.Store(f, ref Unsafe.Add(ref trialPrediction, i));
            misfit = TMisfit.Evaluate(TLanes.Load(ref Unsafe.Add(ref y, i)), f, TLanes.Load(ref Unsafe.Add(ref weight, i)), q);
            i += TLanes.Count;
        }
        while (i < data.Count);

        return TLanes.Sum(sum + TLanes.KeepFirst(misfit, data.Count - i + TLanes.Count));
    }

    /// <summary>The misfit of a prediction as it stands, for noise parameters that moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Misfit(CurveData data, AlignedBuffer prediction, ReadOnlySpan<TLanes> noise)
    {
        var q = new ParameterSpan<TLanes>(noise);
        ref double f = ref prediction.First;
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            misfit = TMisfit.Evaluate(
                TLanes.Load(ref Unsafe.Add(ref y, i)),
                TLanes.Load(ref Unsafe.Add(ref f, i)),
                TLanes.Load(ref Unsafe.Add(ref weight, i)),
                q);
            i += TLanes.Count;
        }
        while (i < data.Count);

        return TLanes.Sum(sum + TLanes.KeepFirst(misfit, data.Count - i + TLanes.Count));
    }
}
