using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The hot loops: one pass over the data gives the new curve of the term that moved, the new prediction, and the new misfit.
/// f' = f - c(x) + c'(x), misfit' = sum of m(y, f', w).
/// </summary>
/// <remarks>
/// Everything is generic over structs, so the JIT compiles one straight vector loop for each combination. The loops are
/// written out one by one, since a shared body would have to be called for every vector.
/// </remarks>
internal static class FusedPass<TDensity, TLanes>
    where TDensity : struct, INoiseDensity
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>Evaluates a component at new parameters.</summary>
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
        ref double x = ref data.X.First;
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        ref double prediction = ref curves.Prediction.First;
        ref double trialPrediction = ref curves.TrialPrediction.First;
        ref double curve = ref curves.Curve.First;
        ref double trialCurve = ref curves.TrialCurve.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            TLanes rest = TLanes.Load(ref Unsafe.Add(ref prediction, i)) - TLanes.Load(ref Unsafe.Add(ref curve, i));
            TLanes c = TComponent.Evaluate<TLanes, ParameterSpan<TLanes>>(TLanes.Load(ref Unsafe.Add(ref x, i)), p);
            TLanes f = rest + c;
            TLanes.Store(c, ref Unsafe.Add(ref trialCurve, i));
            TLanes.Store(f, ref Unsafe.Add(ref trialPrediction, i));
            misfit = TDensity.Misfit(TLanes.Load(ref Unsafe.Add(ref y, i)), f, TLanes.Load(ref Unsafe.Add(ref weight, i)), q);
            i += TLanes.Count;
        }
        while (i < data.Count);

        return TLanes.Sum(sum + TLanes.KeepFirst(misfit, data.Count - i + TLanes.Count));
    }

    /// <summary>Multiplies a component by a factor: a move of its amplitude needs no evaluation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Rescale(CurveData data, in Curves curves, double factor, ReadOnlySpan<TLanes> noise)
    {
        var q = new ParameterSpan<TLanes>(noise);
        TLanes ratio = factor;
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        ref double prediction = ref curves.Prediction.First;
        ref double trialPrediction = ref curves.TrialPrediction.First;
        ref double curve = ref curves.Curve.First;
        ref double trialCurve = ref curves.TrialCurve.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            TLanes before = TLanes.Load(ref Unsafe.Add(ref curve, i));
            TLanes c = ratio * before;
            TLanes f = TLanes.Load(ref Unsafe.Add(ref prediction, i)) - before + c;
            TLanes.Store(c, ref Unsafe.Add(ref trialCurve, i));
            TLanes.Store(f, ref Unsafe.Add(ref trialPrediction, i));
            misfit = TDensity.Misfit(TLanes.Load(ref Unsafe.Add(ref y, i)), f, TLanes.Load(ref Unsafe.Add(ref weight, i)), q);
            i += TLanes.Count;
        }
        while (i < data.Count);

        return TLanes.Sum(sum + TLanes.KeepFirst(misfit, data.Count - i + TLanes.Count));
    }

    /// <summary>Exchanges a term's curve for one that was computed already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exchange(CurveData data, in Curves curves, ReadOnlySpan<TLanes> noise)
    {
        var q = new ParameterSpan<TLanes>(noise);
        ref double y = ref data.Y.First;
        ref double weight = ref data.Weight.First;
        ref double prediction = ref curves.Prediction.First;
        ref double trialPrediction = ref curves.TrialPrediction.First;
        ref double curve = ref curves.Curve.First;
        ref double trialCurve = ref curves.TrialCurve.First;
        TLanes sum = 0.0;
        TLanes misfit = 0.0;
        int i = 0;
        do
        {
            sum += misfit;
            TLanes rest = TLanes.Load(ref Unsafe.Add(ref prediction, i)) - TLanes.Load(ref Unsafe.Add(ref curve, i));
            TLanes f = rest + TLanes.Load(ref Unsafe.Add(ref trialCurve, i));
            TLanes.Store(f, ref Unsafe.Add(ref trialPrediction, i));
            misfit = TDensity.Misfit(TLanes.Load(ref Unsafe.Add(ref y, i)), f, TLanes.Load(ref Unsafe.Add(ref weight, i)), q);
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
            misfit = TDensity.Misfit(
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
