using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Special;

/// <summary>The logarithm of a ratio of gamma functions, for every number a model computes with.</summary>
/// <remarks>
/// <para>
/// With w = x - 1/4, ln Gamma(x + 1/2) - ln Gamma(x) = (1/2) ln w - sum over m of E_2m / (m 4^(2m + 1) w^2m), with Euler's
/// numbers E_2m: the difference of the two series of NIST's Digital Library of Mathematical Functions, 5.11.8, where
/// B_(2m + 1)(1/4) = -(2m + 1) E_2m / 4^(2m + 1) by its 24.4.31. The large terms of both logarithms cancel before anything is
/// rounded.
/// </para>
/// <para>
/// Below 8 the argument is shifted up by 8 first: Gamma(x + 1/2) / Gamma(x) is that of x + 8 times the product of
/// (x + k) / (x + k + 1/2), k = 0..7. The first term left out of the series is then below 1e-15.
/// </para>
/// </remarks>
internal static class LogGammaRatio
{
    private const double Shift = 8;

    /// <summary>ln Gamma(x + 1/2) - ln Gamma(x), for x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfHalfStep<T>(T x)
        where T : unmanaged, IReal<T>
    {
        T w = T.Select(x, Shift, x + Shift, x) - 0.25;
        T ratio = T.Select(x, Shift, ShiftedRatio(x), 1.0);
        return T.Log(ratio * T.Sqrt(w)) + Series(1.0 / (w * w));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ShiftedRatio<T>(T x)
        where T : unmanaged, IReal<T>
    {
        T above = x * (x + 1.0) * (x + 2.0) * (x + 3.0) * (x + 4.0) * (x + 5.0) * (x + 6.0) * (x + 7.0);
        T below = (x + 0.5) * (x + 1.5) * (x + 2.5) * (x + 3.5) * (x + 4.5) * (x + 5.5) * (x + 6.5) * (x + 7.5);
        return above / below;
    }

    /// <summary>-sum of E_2m z^m / (m 4^(2m + 1)), m = 1..7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z)
        where T : unmanaged, IReal<T>
    {
        T sum = 199360981.0 / (7 * 1073741824.0) * z - 2702765.0 / (6 * 67108864.0);
        sum = sum * z + 50521.0 / (5 * 4194304.0);
        sum = sum * z - 1385.0 / (4 * 262144.0);
        sum = sum * z + 61.0 / (3 * 16384.0);
        sum = sum * z - 5.0 / (2 * 1024.0);
        return (sum * z + 1.0 / 64.0) * z;
    }
}
