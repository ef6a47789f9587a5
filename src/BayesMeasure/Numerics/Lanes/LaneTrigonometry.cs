using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The sine, the cosine and the inverse tangent, for every width of lanes.</summary>
/// <remarks>
/// Angles are reduced by multiples of pi in three parts (Cody and Waite, Software Manual for the Elementary Functions,
/// 1980), with the rounding errors kept, so that a sine near a multiple of pi keeps its relative precision.
/// The polynomials are minimax in relative error (tools/minimax.py sin atan).
/// </remarks>
internal static class LaneTrigonometry
{
    private const double InversePi = 0.3183098861837907;
    private const double PiHigh = 3.141592653589793;
    private const double PiMiddle = 1.2246467991473532e-16;
    private const double PiLow = -2.9947698097183397e-33;

    /// <summary>Larger angles go one by one through the runtime's functions: three parts of pi would run out.</summary>
    internal const double LargestFastAngle = 16777216.0;

    /// <summary>Below this magnitude sin x rounds to x.</summary>
    private const double SmallAngle = 1e-8;

    private const double S1 = -0.16666666666666666;
    private const double S2 = 0.008333333333333215;
    private const double S3 = -0.0001984126984121817;
    private const double S4 = 2.755731921301166e-06;
    private const double S5 = -2.5052107091701086e-08;
    private const double S6 = 1.6058954685222027e-10;
    private const double S7 = -7.643588462339932e-13;
    private const double S8 = 2.734004775184379e-15;
    private const double S9 = -1.149254658704396e-18;

    private const double TanPiOver8 = 0.41421356237309503;
    private const double TanThreePiOver8 = 2.414213562373095;
    private const double PiOver4High = 0.7853981633974483;
    private const double PiOver4Low = 3.061616997868383e-17;

    private const double A1 = -0.333333333333332;
    private const double A2 = 0.1999999999995377;
    private const double A3 = -0.1428571428021241;
    private const double A4 = 0.11111110784161968;
    private const double A5 = -0.09090897775659695;
    private const double A6 = 0.07692060496188385;
    private const double A7 = -0.06663106825674049;
    private const double A8 = 0.05847906452213806;
    private const double A9 = -0.05039368310491319;
    private const double A10 = 0.03806583614103131;
    private const double A11 = -0.01790824235448511;

    /// <summary>sin x, at most 2 ulp from the exact value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Sin<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        T n = T.Round(InversePi * x);
        T sine = SineOfDifference(x, n, n);
        T magnitude = T.Abs(x);
        sine = T.Select(magnitude, SmallAngle, x, sine);
        return T.AnyGreater(magnitude, LargestFastAngle) ? T.ReplaceLarge(x, sine, cosine: false) : sine;
    }

    /// <summary>cos x, at most 2 ulp from the exact value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Cos<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // cos x = sin(x + pi/2), without ever rounding x + pi/2.
        T n = T.Round(T.MultiplyAdd(x, InversePi, 0.5));
        T cosine = SineOfDifference(x, n - 0.5, n);
        return T.AnyGreater(T.Abs(x), LargestFastAngle) ? T.ReplaceLarge(x, cosine, cosine: true) : cosine;
    }

    /// <summary>atan x, at most 2 ulp from the exact value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Atan<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // atan a = k pi/4 + atan t, |t| <= tan(pi/8), with t = a, (a - 1)/(a + 1) or -1/a: one division serves all three.
        T a = T.Abs(x);
        T numerator = T.Select(a, TanPiOver8, a, T.Select(a, TanThreePiOver8, a - 1.0, -1.0));
        T denominator = T.Select(a, TanPiOver8, 1.0, T.Select(a, TanThreePiOver8, a + 1.0, a));
        T quarters = T.Select(a, TanPiOver8, 0.0, T.Select(a, TanThreePiOver8, 1.0, 2.0));
        T t = numerator / denominator;
        T z = t * t;
        T p = T.MultiplyAdd(z, A11, A10);
        p = T.MultiplyAdd(p, z, A9);
        p = T.Horner(p, z, A8, A7, A6, A5);
        p = T.Horner(p, z, A4, A3, A2, A1);
        T angle = t + T.MultiplyAdd(t * z, p, quarters * PiOver4Low);
        return T.Or(T.MultiplyAdd(quarters, PiOver4High, angle), T.And(x, -0.0));
    }

    /// <summary>(-1)^sign sin(x - multiple pi), where the difference is at most pi/2 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static T SineOfDifference<T>(T x, T multiple, T sign)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // r + low = x - multiple pi: the first step is exact, the second is an error-free sum (D. E. Knuth, TAOCP 2, 4.2.2).
        T first = T.MultiplyAdd(multiple, -PiHigh, x);
        T product = multiple * -PiMiddle;
        T productError = T.MultiplyAdd(multiple, -PiMiddle, -product);
        T r = first + product;
        T second = r - first;
        T low = first - (r - second) + (product - second);
        low += T.MultiplyAdd(multiple, -PiLow, productError);

        T z = r * r;
        T p = T.Horner(S9, z, S8, S7, S6, S5);
        p = T.Horner(p, z, S4, S3, S2, S1);
        // The low part counts with weight cos r, of which two terms are enough.
        T correction = T.MultiplyAdd(-0.5 * z, low, low);
        T sine = r + T.MultiplyAdd(r * z, p, correction);
        return T.Xor(sine, SignOfParity(sign));
    }

    /// <summary>The sign bit, set where the integer n is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static T SignOfParity<T>(T n)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        // Above 2^52 the last bit of a double is its ones digit.
        const double ThreeHalvesOfTwoToThe52 = 6755399441055744.0;
        return T.ShiftLeft(n + ThreeHalvesOfTwoToThe52, 63);
    }
}
