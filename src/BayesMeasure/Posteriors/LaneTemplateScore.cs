using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>The weights of the cells, several cells at a time.</summary>
internal sealed class LaneTemplateScore<TLanes>(MatchedComponents components, AmplitudeRange[] amplitudes)
    : TemplateScore(components, amplitudes)
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private const double RootOfTwoPi = 2.5066282746310002;

    /// <summary>A fit better than this part of the residual is no better: it keeps the logarithm finite.</summary>
    private const double SmallestRest = 1e-6;

    /// <summary>A norm of several curves that is not smaller than this has a finite inverse.</summary>
    private const double SmallestNorm = 1e-100;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Weigh(int[] curves, AmplitudeRange amplitude)
    {
        ScoredCurve first = Curves[curves[0]];
        for (int cell = 0; cell < Exponents.Length; cell += TLanes.Count)
        {
            TLanes inverse = TLanes.Load(ref first.InverseNorms[cell]);
            TLanes best = curves.Length == 1
                ? TLanes.Load(ref first.Products[cell]) * inverse
                : BestOfAll(cell, curves, amplitude, out inverse);
            TLanes value = Clamp(best, amplitude);
            TLanes restOfFirst = 1.0;
            TLanes exponent = TLanes.Load(ref Exponents[cell]);
            for (int i = 0; i < curves.Length; i++)
            {
                ScoredCurve curve = Curves[curves[i]];
                TLanes gain = Gain(cell, curve, value);
                TLanes rest = Rest(curve, gain);
                exponent += curve.IsLevelFree ? -curve.HalfOfPoints * TLanes.Log(rest) : gain * curve.Precision;
                restOfFirst = i == 0 ? rest : restOfFirst;
            }

            TLanes.Store(exponent, ref Exponents[cell]);
            TLanes deviation = TLanes.Sqrt(restOfFirst * inverse * first.Scale);
            TLanes scaled = RootOfTwoPi * deviation;
            TLanes width = scaled * deviation / (deviation + RootOfTwoPi * TLanes.Abs(best - value));
            TLanes.Store(TLanes.Load(ref Weights[cell]) * width / (width + amplitude.Width), ref Weights[cell]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Exponentiate()
    {
        double largest = double.NegativeInfinity;
        for (int cell = 0; cell < Exponents.Length; cell += TLanes.Count)
        {
            largest = TLanes.AnyGreater(TLanes.Load(ref Exponents[cell]), largest) ? Largest(cell, largest) : largest;
        }

        TLanes sum = 0.0;
        for (int cell = 0; cell < Weights.Length; cell += TLanes.Count)
        {
            TLanes exponent = TLanes.Load(ref Exponents[cell]) - largest;
            TLanes weight = TLanes.Exp(exponent) * TLanes.Load(ref Weights[cell]);
            TLanes.Store(weight, ref Weights[cell]);
            sum += weight;
        }

        return TLanes.Sum(sum);
    }

    /// <summary>The best amplitude of curves that share it, and the inverse norm, in units of the first precision.</summary>
    private TLanes BestOfAll(int cell, int[] curves, AmplitudeRange amplitude, out TLanes inverse)
    {
        ScoredCurve first = Curves[curves[0]];
        TLanes product = TLanes.Load(ref first.Products[cell]);
        TLanes norm = TLanes.Load(ref first.Norms[cell]);
        TLanes variance = VarianceAlone(cell, first, amplitude);
        for (int i = 1; i < curves.Length; i++)
        {
            ScoredCurve curve = Curves[curves[i]];
            TLanes precision = variance / VarianceAlone(cell, curve, amplitude);
            product += precision * TLanes.Load(ref curve.Products[cell]);
            norm += precision * TLanes.Load(ref curve.Norms[cell]);
        }

        inverse = 1.0 / TLanes.Max(norm, SmallestNorm);
        return product * inverse;
    }

    /// <summary>What a curve by itself takes for the variance of its noise, up to beta.</summary>
    private static TLanes VarianceAlone(int cell, ScoredCurve curve, AmplitudeRange amplitude)
    {
        TLanes best = TLanes.Load(ref curve.Products[cell]) * TLanes.Load(ref curve.InverseNorms[cell]);
        return Rest(curve, Gain(cell, curve, Clamp(best, amplitude))) * curve.Scale;
    }

    private static TLanes Clamp(TLanes best, AmplitudeRange amplitude) =>
        TLanes.Max(amplitude.Minimum, TLanes.Min(amplitude.Maximum, best));

    /// <summary>a S - a^2 G / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Gain(int cell, ScoredCurve curve, TLanes amplitude) =>
        amplitude * (TLanes.Load(ref curve.Products[cell]) - 0.5 * amplitude * TLanes.Load(ref curve.Norms[cell]));

    /// <summary>The part of the sum of squares that is left; 1 where the precision is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Rest(ScoredCurve curve, TLanes gain) =>
        curve.IsLevelFree ? TLanes.Max(1.0 - gain * (2 / curve.SumOfSquares), SmallestRest) : 1.0;

    private double Largest(int cell, double largest)
    {
        for (int i = cell; i < cell + TLanes.Count; i++)
        {
            largest = Math.Max(largest, Exponents[i]);
        }

        return largest;
    }
}
