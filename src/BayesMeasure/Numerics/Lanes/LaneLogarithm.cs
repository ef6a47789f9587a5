using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The natural logarithm, for every width of lanes.</summary>
/// <remarks>
/// x = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)], and log(1 + f) = 2 artanh(s) with s = f / (2 + f) (Cody and Waite,
/// Software Manual for the Elementary Functions, 1980). The series in s^2 is minimax (tools/minimax.py log).
/// </remarks>
internal static class LaneLogarithm
{
    private const double SqrtTwo = 1.4142135623730951;
    private const double C1 = 0.6666666666666735;
    private const double C2 = 0.3999999999940932;
    private const double C3 = 0.285714287436994;
    private const double C4 = 0.22222198427189982;
    private const double C5 = 0.18183572469133896;
    private const double C6 = 0.15313828762178594;
    private const double C7 = 0.1479829708413186;

    /// <summary>log x, at most 1 ulp from the exact value over the whole range, subnormal arguments included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Log<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        Split(x, out T exponent, out T f);
        T s = f / (f + 2.0);
        T z = s * s;
        T p = T.MultiplyAdd(z, C7, C6);
        p = T.MultiplyAdd(p, z, C5);
        p = T.Horner(p, z, C4, C3, C2, C1);
        // 2 s = f - f^2/2 + s f^2/2: the leading term is then exact, and rounding errors shrink with f.
        T square = f * f;
        T tail = T.MultiplyAdd(s, T.MultiplyAdd(z, p, 0.5 * square), exponent * LaneExponential.Ln2Low);
        T log = f + T.MultiplyAdd(square, -0.5, tail);
        return T.Select(x, 0.0, double.NaN, T.MultiplyAdd(exponent, LaneExponential.Ln2High, log));
    }

    /// <summary>x = 2^exponent (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); f is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Split<T>(T x, out T exponent, out T f)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        exponent = T.Exponent(x);
        T m = T.Significand(x);
        exponent = T.Select(SqrtTwo, m, exponent + 1.0, exponent);
        f = T.Select(SqrtTwo, m, 0.5 * m, m) - 1.0;
    }
}
