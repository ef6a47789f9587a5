using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>
/// The parts of an IEEE 754 float by integer operations on its bits, as those of a double in the library's lanes.
/// </summary>
internal static class SingleFormat
{
    private const uint SignBit = 1u << 31;
    private const uint Fraction = (1u << SignificandBits) - 1;
    private const int SignificandBits = 23;
    private const int ExponentBias = 127;
    private const float SmallestNormal = 1.17549435e-38f;
    private const float TwoToThe25 = 33554432f;

    /// <summary>Added and taken away, it rounds a number below 2^22 in magnitude to an integer.</summary>
    private const float RoundingShift = 12582912f;

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => Interop.IntAsFloat(Interop.FloatAsInt(x) & ~SignBit);

    /// <summary>The bits that are set in either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Or(float x, float y) => Interop.IntAsFloat(Interop.FloatAsInt(x) | Interop.FloatAsInt(y));

    /// <summary>|magnitude| with the sign of <paramref name="sign"/>, for a magnitude that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WithSign(float magnitude, float sign) =>
        Interop.IntAsFloat(Interop.FloatAsInt(magnitude) | (Interop.FloatAsInt(sign) & SignBit));

    /// <summary>x, negated where the integer n, below 2^22 in magnitude, is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NegateWhereOdd(float x, float n) =>
        Interop.IntAsFloat(Interop.FloatAsInt(x) ^ (Interop.FloatAsInt(n + RoundingShift) << 31));

    /// <summary>The nearest integer, ties to even, to a number below 2^22 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float x) => x + RoundingShift - RoundingShift;

    /// <summary>The number in [low, high] that is nearest to x; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float x, float low, float high) => x < low ? low : x > high ? high : x;

    /// <summary>value * 2^exponent, rounded once, for a value near 1 and an integer in [-250, 250].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Scale(float value, float exponent)
    {
        // Two factors, since 2^exponent itself may be out of range. The first product is normal, hence exact.
        float half = Round(0.5f * exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>floor(log2(x)) for x > 0; -infinity at 0, +infinity at +infinity, NaN where x is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exponent(float x)
    {
        int shift = x < SmallestNormal ? ExponentBias + 25 : ExponentBias;
        float finite = (int)((Interop.FloatAsInt(Normal(x)) & ~SignBit) >> SignificandBits) - shift;
        float positive = x < float.PositiveInfinity ? finite : float.PositiveInfinity;
        return x > 0f ? positive : x + float.NegativeInfinity;
    }

    /// <summary>x / 2^Exponent(x), in [1, 2), for finite x > 0; 1 at 0 and at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Significand(float x) =>
        Interop.IntAsFloat((Interop.FloatAsInt(Normal(x)) & Fraction) | ((uint)ExponentBias << SignificandBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Normal(float x) => x < SmallestNormal ? TwoToThe25 * x : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(float exponent) =>
        Interop.IntAsFloat((uint)((int)exponent + ExponentBias) << SignificandBits);
}
