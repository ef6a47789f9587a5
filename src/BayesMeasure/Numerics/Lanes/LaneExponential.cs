using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The exponential and the hyperbolic tangent, for every width of lanes.</summary>
/// <remarks>
/// e^x = 2^n e^r with n = round(x / ln 2) and |r| &lt;= ln(2)/2. The reduction subtracts n ln 2 in two parts (W. J. Cody and
/// W. Waite, Software Manual for the Elementary Functions, 1980): with a fused multiply-add the first step is exact.
/// The polynomial is minimax in relative error (tools/minimax.py exp).
/// </remarks>
internal static class LaneExponential
{
    private const double InverseLn2 = 1.4426950408889634;
    internal const double Ln2High = 0.6931471805599453;
    internal const double Ln2Low = 2.3190468138462996e-17;

    private const double C2 = 0.5000000000000011;
    private const double C3 = 0.166666666666659;
    private const double C4 = 0.04166666666652073;
    private const double C5 = 0.008333333333847975;
    private const double C6 = 0.001388888894702994;
    private const double C7 = 0.00019841268700615007;
    private const double C8 = 2.480148890618983e-05;
    private const double C9 = 2.755833368883973e-06;
    private const double C10 = 2.763191900786485e-07;
    private const double C11 = 2.475687783216035e-08;

    /// <summary>Beyond this magnitude the result is 0 or infinity; it keeps the exponent small enough to scale by.</summary>
    private const double Limit = 800.0;

    /// <summary>
    /// Below this the result rounds to 0: it is scaled from 0, since a product that falls below the smallest number costs a dozen
    /// times as much as any other.
    /// </summary>
    private const double Vanishing = -746.0;

    /// <summary>Beyond this the hyperbolic tangent rounds to 1.</summary>
    private const double TanhLimit = 20.0;

    /// <summary>e^x, at most 1.25 ulp from the exact value over the whole range, subnormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Exp<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        x = T.Clamp(x, -Limit, Limit);
        T n = T.Round(InverseLn2 * x);
        T r = T.MultiplyAdd(n, -Ln2High, x);
        r = T.MultiplyAdd(n, -Ln2Low, r);
        T square = r * r;
        T power = T.MultiplyAdd(square, Remainder(r, square), 1.0 + r);
        return T.Scale(T.Select(x, Vanishing, 0.0, power), n);
    }

    /// <summary>e^(x + correction), for a correction below 1e-10 in magnitude and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Exp<T>(T x, T correction)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        x = T.Clamp(x, -Limit, Limit);
        T n = T.Round(InverseLn2 * x);
        T r = T.MultiplyAdd(n, -Ln2High, x);
        r += T.MultiplyAdd(n, -Ln2Low, correction);
        return T.Scale(T.Select(x, Vanishing, 0.0, 1.0 + ExpMinusOne(r)), n);
    }

    /// <summary>tanh x, at most 3 ulp from the exact value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Tanh<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // tanh x = E / (E + 2) with E = e^(2x) - 1, which keeps its relative precision near 0.
        T twice = T.Clamp(2.0 * T.Abs(x), 0.0, 2.0 * TanhLimit);
        T n = T.Round(InverseLn2 * twice);
        T r = T.MultiplyAdd(n, -Ln2High, twice);
        r = T.MultiplyAdd(n, -Ln2Low, r);
        T power = T.Scale(1.0, n);
        T e = T.MultiplyAdd(power, ExpMinusOne(r), power - 1.0);
        return T.Or(e / (e + 2.0), T.And(x, -0.0));
    }

    /// <summary>e^r - 1 for |r| at most ln(2)/2, with small relative error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static T ExpMinusOne<T>(T r)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        T square = r * r;
        return T.MultiplyAdd(square, Remainder(r, square), r);
    }

    /// <summary>(e^r - 1 - r) / r^2 for |r| at most ln(2)/2, given r^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Remainder<T>(T r, T square)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // Pairs, then pairs of pairs (G. Estrin 1960): a third of the latency of Horner's scheme, which in a loop over points
        // is more than the processor can hide behind the next points.
        T fourth = square * square;
        T low = T.MultiplyAdd(square, T.MultiplyAdd(r, C5, C4), T.MultiplyAdd(r, C3, C2));
        T high = T.MultiplyAdd(square, T.MultiplyAdd(r, C9, C8), T.MultiplyAdd(r, C7, C6));
        high = T.MultiplyAdd(fourth, T.MultiplyAdd(r, C11, C10), high);
        return T.MultiplyAdd(fourth, high, low);
    }
}
