using System.Runtime.CompilerServices;
using static BayesMeasure.Gpu.Numerics.FusedArithmetic;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The sine, the cosine and the inverse tangent of floats.</summary>
/// <remarks>
/// Angles are reduced by multiples of pi in three parts, as for the library's lanes. The polynomials are minimax in relative
/// error (tools/minimax.py sin-single atan-single).
/// </remarks>
internal static class SingleTrigonometry
{
    private const float InversePi = 0.318309886f;
    private const float PiHigh = 3.14159274f;
    private const float PiMiddle = -8.74227766e-8f;
    private const float PiLow = -3.43035118e-15f;

    /// <summary>
    /// 2^16: beyond, floats lie more than 1/128 of a radian apart, and the steps of the reduction are no longer exact.
    /// </summary>
    private const float LargestAngle = 65536f;

    /// <summary>Below this magnitude sin x rounds to x.</summary>
    private const float SmallAngle = 1e-4f;

    private const float S1 = -0.1666666f;
    private const float S2 = 0.008333069f;
    private const float S3 = -0.00019809775f;
    private const float S4 = 2.6060889e-06f;

    private const float TanPiOver8 = 0.414213562f;
    private const float TanThreePiOver8 = 2.41421356f;
    private const float PiOver4High = 0.785398185f;
    private const float PiOver4Low = -2.18556941e-8f;

    private const float A1 = -0.33333316f;
    private const float A2 = 0.1999853f;
    private const float A3 = -0.14244422f;
    private const float A4 = 0.10599355f;
    private const float A5 = -0.0609034f;

    /// <summary>sin x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x)
    {
        float magnitude = SingleFormat.Abs(x);
        float angle = magnitude > LargestAngle ? MultiplyAdd(x, 0f, 0f) : x;
        float n = SingleFormat.Round(InversePi * angle);
        float sine = SineOfDifference(angle, n, n);
        return magnitude < SmallAngle ? x : sine;
    }

    /// <summary>cos x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x)
    {
        // cos x = sin(x + pi/2), without ever rounding x + pi/2.
        float angle = SingleFormat.Abs(x) > LargestAngle ? MultiplyAdd(x, 0f, 0f) : x;
        float n = SingleFormat.Round(MultiplyAdd(angle, InversePi, 0.5f));
        return SineOfDifference(angle, n - 0.5f, n);
    }

    /// <summary>atan x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Atan(float x)
    {
        // atan a = k pi/4 + atan t, |t| <= tan(pi/8), with t = a, (a - 1)/(a + 1) or -1/a: one division serves all three.
        float a = SingleFormat.Abs(x);
        bool isSmall = a < TanPiOver8;
        bool isMiddle = a < TanThreePiOver8;
        float numerator = isSmall ? a : isMiddle ? a - 1f : -1f;
        float denominator = isSmall ? 1f : isMiddle ? a + 1f : a;
        float quarters = isSmall ? 0f : isMiddle ? 1f : 2f;
        float t = numerator / denominator;
        float z = t * t;
        float p = MultiplyAdd(z, A5, A4);
        p = MultiplyAdd(p, z, A3);
        p = MultiplyAdd(p, z, A2);
        p = MultiplyAdd(p, z, A1);
        float angle = t + MultiplyAdd(t * z, p, quarters * PiOver4Low);
        return SingleFormat.WithSign(MultiplyAdd(quarters, PiOver4High, angle), x);
    }

    /// <summary>(-1)^sign sin(x - multiple pi), where the difference is at most pi/2 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SineOfDifference(float x, float multiple, float sign)
    {
        // r + low = x - multiple pi: the first step is exact, the second is an error-free sum (D. E. Knuth, TAOCP 2, 4.2.2).
        float first = MultiplyAdd(multiple, -PiHigh, x);
        float product = multiple * -PiMiddle;
        float productError = MultiplyAdd(multiple, -PiMiddle, -product);
        float r = first + product;
        float second = r - first;
        float low = first - (r - second) + (product - second);
        low += MultiplyAdd(multiple, -PiLow, productError);

        float z = r * r;
        float p = MultiplyAdd(S4, z, S3);
        p = MultiplyAdd(p, z, S2);
        p = MultiplyAdd(p, z, S1);
        float correction = MultiplyAdd(-0.5f * z, low, low);
        return SingleFormat.NegateWhereOdd(r + MultiplyAdd(r * z, p, correction), sign);
    }
}
