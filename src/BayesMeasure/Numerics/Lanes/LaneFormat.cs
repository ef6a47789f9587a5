using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>
/// The parts of an IEEE 754 double by integer operations on its bits, for machines without the AVX-512 instructions that
/// take them apart (vscalefpd, vgetexppd, vgetmantpd). The results are the same to the last bit.
/// </summary>
internal static class LaneFormat
{
    private const double TwoToThe52 = 4503599627370496.0;
    private const double TwoToThe54 = 18014398509481984.0;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const int ExponentBias = 1023;
    private const int SignificandBits = 52;

    /// <summary>value * 2^exponent, rounded once, for a value in [2^-60, 2^60] and an exponent in [-1200, 1200].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T value, T exponent)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // Two factors, since 2^exponent itself may be out of range. The first product is normal, hence exact.
        T half = T.Round(0.5 * exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>floor(log2(x)) for x > 0; -infinity at 0, +infinity at +infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponent<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        T normal = T.Select(x, SmallestNormal, TwoToThe54 * x, x);
        T bias = T.Select(x, SmallestNormal, TwoToThe52 + ExponentBias + 54, TwoToThe52 + ExponentBias);
        // The exponent field, placed as the last digits of a number just above 2^52, becomes a number without a conversion.
        T field = T.Or(T.ShiftRight(T.And(normal, double.PositiveInfinity), SignificandBits), TwoToThe52) - bias;
        T finite = T.Select(x, double.PositiveInfinity, field, double.PositiveInfinity);
        // -infinity where x is 0, and NaN where x is NaN.
        return T.Select(0.0, x, finite, x + double.NegativeInfinity);
    }

    /// <summary>x / 2^Exponent(x), in [1, 2), for finite x > 0; 1 at 0 and at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Significand<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        T normal = T.Select(x, SmallestNormal, TwoToThe54 * x, x);
        // Shifting the sign and the exponent out and zeros back in leaves the fraction alone.
        T fraction = T.ShiftRight(T.ShiftLeft(normal, 64 - SignificandBits), 64 - SignificandBits);
        return T.Or(fraction, 1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T exponent)
        where T : unmanaged, IReal<T>, IRealBits<T>
        => T.ShiftLeft(exponent + (TwoToThe52 + ExponentBias), SignificandBits);
}
