using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>The weights of the cells, several cells at a time.</summary>
internal sealed class LaneTemplateScore<TLanes>(TemplateBank bank, QuadraticNoise noise, AmplitudeRange amplitude)
    : TemplateScore(bank, noise, amplitude)
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private const double RootOfTwoPi = 2.5066282746310002;

    /// <summary>A fit better than this part of the residual is no better: it keeps the logarithm finite.</summary>
    private const double SmallestRest = 1e-6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Precise(double precision)
    {
        double largest = double.NegativeInfinity;
        for (int cell = 0; cell < Scores.Length; cell += TLanes.Count)
        {
            TLanes inverse = TLanes.Load(ref Bank.InverseNorm[cell]);
            TLanes excess = Excess(cell, inverse, out TLanes gain);
            TLanes deviation = TLanes.Sqrt(inverse * (1 / precision));
            largest = Keep(cell, gain * precision, Factor(cell, deviation, excess), largest);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double LevelFree(double halfOfPoints, double sumOfSquares)
    {
        double largest = double.NegativeInfinity;
        double twoByAll = 2 / sumOfSquares;
        double scale = sumOfSquares / (2 * halfOfPoints);
        for (int cell = 0; cell < Scores.Length; cell += TLanes.Count)
        {
            TLanes inverse = TLanes.Load(ref Bank.InverseNorm[cell]);
            TLanes excess = Excess(cell, inverse, out TLanes gain);
            TLanes rest = TLanes.Max(1.0 - gain * twoByAll, SmallestRest);
            TLanes deviation = TLanes.Sqrt(rest * inverse * scale);
            largest = Keep(cell, -halfOfPoints * TLanes.Log(rest), Factor(cell, deviation, excess), largest);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Exponentiate(double largest)
    {
        TLanes sum = 0.0;
        for (int cell = 0; cell < Weights.Length; cell += TLanes.Count)
        {
            TLanes exponent = TLanes.Load(ref Scores[cell]) - largest;
            TLanes weight = TLanes.Exp(exponent) * TLanes.Load(ref Weights[cell]);
            TLanes.Store(weight, ref Weights[cell]);
            sum += weight;
        }

        return TLanes.Sum(sum);
    }

    /// <summary>How far the best amplitude is beyond its prior, and the gain of the nearest one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Excess(int cell, TLanes inverse, out TLanes gain)
    {
        TLanes product = TLanes.Load(ref Scores[cell]);
        TLanes best = product * inverse;
        TLanes amplitude = TLanes.Max(Amplitude.Minimum, TLanes.Min(Amplitude.Maximum, best));
        gain = amplitude * (product - 0.5 * amplitude * TLanes.Load(ref Bank.Norm[cell]));
        return TLanes.Abs(best - amplitude);
    }

    /// <summary>v_m s / (s + A).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Factor(int cell, TLanes deviation, TLanes excess)
    {
        TLanes scaled = RootOfTwoPi * deviation;
        TLanes width = scaled * deviation / (deviation + RootOfTwoPi * excess);
        return TLanes.Load(ref Bank.Mass[cell]) * width / (width + Amplitude.Width);
    }

    /// <summary>Keeps exponents and factors; returns the largest exponent so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Keep(int cell, TLanes exponent, TLanes factor, double largest)
    {
        TLanes.Store(exponent, ref Scores[cell]);
        TLanes.Store(factor, ref Weights[cell]);
        if (!TLanes.AnyGreater(exponent, largest))
        {
            return largest;
        }

        for (int i = cell; i < cell + TLanes.Count; i++)
        {
            largest = Math.Max(largest, Scores[i]);
        }

        return largest;
    }
}
