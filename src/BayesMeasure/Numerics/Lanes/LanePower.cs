using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The power x^y for x >= 0, for every width of lanes.</summary>
/// <remarks>
/// x^y = exp(y log x). As y log x may reach 745, the logarithm needs ten bits beyond a double, so it is carried as an
/// unevaluated sum of two doubles, with the error-free sum and product of T. J. Dekker (Numer. Math. 18, 224, 1971).
/// </remarks>
internal static class LanePower
{
    private const double TwoThirdsHigh = 0.6666666666666666;
    private const double TwoThirdsLow = 3.700743415417188e-17;
    private const double C2 = 0.4000000000000227;
    private const double C3 = 0.28571428570091195;
    private const double C4 = 0.22222222521478935;
    private const double C5 = 0.18181784226467473;
    private const double C6 = 0.15386763995845984;
    private const double C7 = 0.13256658591968806;
    private const double C8 = 0.13197840200008998;

    /// <summary>Beyond this magnitude of y log x the result is 0 or infinity.</summary>
    private const double Limit = 800.0;

    /// <summary>x^y, at most 1 ulp from the exact value; NaN for x below 0.</summary>
    /// <remarks>Not inlined: its hundred operations would use up the inlining budget of the loop around it.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Pow<T>(T x, T y)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        Logarithm(x, out T high, out T low);
        T product = y * high;
        T error = T.MultiplyAdd(y, low, T.MultiplyAdd(y, high, -product));
        // Where the product is infinite its error is NaN, and does not matter.
        error = T.Select(T.Abs(product), Limit, error, 0.0);
        T power = LaneExponential.Exp(product, error);

        // IEEE 754: 1^y = 1 and x^0 = 1, whatever the other is. Less than the smallest number in magnitude means zero.
        power = T.Select(T.Abs(x - 1.0), double.Epsilon, 1.0, power);
        power = T.Select(T.Abs(y), double.Epsilon, 1.0, power);
        return T.Select(x, 0.0, double.NaN, power);
    }

    /// <summary>log x as the sum of two doubles, with a relative error below 2^-64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Logarithm<T>(T x, out T high, out T low)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        LaneLogarithm.Split(x, out T exponent, out T f);

        // s + sLow = f / (2 + f)
        T d = f + 2.0;
        T dLow = f - (d - 2.0);
        T inverse = 1.0 / d;
        T s = f * inverse;
        T sLow = inverse * T.MultiplyAdd(-s, dLow, T.MultiplyAdd(-s, d, f));

        // z + zLow = s^2
        T z = s * s;
        T zLow = T.MultiplyAdd(s, s, -z);
        zLow = T.MultiplyAdd(s + s, sLow, zLow);

        // c + cLow = 2/3 + 2/5 z + ...
        T p = T.MultiplyAdd(z, C8, C7);
        p = T.MultiplyAdd(p, z, C6);
        p = T.Horner(p, z, C5, C4, C3, C2);
        T rest = p * z;
        T c = rest + TwoThirdsHigh;
        T cLow = TwoThirdsHigh - c + rest + TwoThirdsLow;

        // g + gLow = 2 + z (c + cLow)
        T v = z * c;
        T vLow = T.MultiplyAdd(z, c, -v);
        vLow = T.MultiplyAdd(z, cLow, T.MultiplyAdd(zLow, c, vLow));
        T g = v + 2.0;
        T gLow = 2.0 - g + v + vLow;

        // log(1 + f) = s g
        T log = s * g;
        T logLow = T.MultiplyAdd(s, g, -log);
        logLow = T.MultiplyAdd(s, gLow, T.MultiplyAdd(sLow, g, logLow));

        T shift = exponent * LaneExponential.Ln2High;
        T shiftLow = T.MultiplyAdd(exponent, LaneExponential.Ln2High, -shift);
        shiftLow = T.MultiplyAdd(exponent, LaneExponential.Ln2Low, shiftLow);
        high = shift + log;
        low = shift - high + log + (shiftLow + logLow);
    }
}
