using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>The exponent of a stretched exponential.</summary>
internal static class Stretched
{
    /// <summary>
    /// (W t)^beta, which is 0 at W t = 0 for every beta, with derivatives 0 by W and beta there; the derivative of a bare power
    /// would be infinity times 0. NaN before t = 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Power<T>(T time, T stretching)
        where T : unmanaged, IReal<T> => T.Select(T.Abs(time), double.Epsilon, 0.0, T.Pow(time, stretching));
}
