using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>
/// The elementary functions of the library's lanes for a number of one's own, such as the double of a kernel: the same text, so
/// that all of them agree to the last bit.
/// </summary>
public static class ElementaryFunctions
{
    /// <summary>e^x, as <see cref="IReal{T}.Exp"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneExponential.Exp(x);

    /// <summary>The natural logarithm, as <see cref="IReal{T}.Log"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneLogarithm.Log(x);

    /// <summary>x^y, as <see cref="IReal{T}.Pow"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Pow<T>(T x, T y)
        where T : unmanaged, IRealBits<T> => LanePower.Pow(x, y);

    /// <summary>The sine of an angle in radians, as <see cref="IReal{T}.Sin"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneTrigonometry.Sin(x);

    /// <summary>The cosine of an angle in radians, as <see cref="IReal{T}.Cos"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneTrigonometry.Cos(x);

    /// <summary>The hyperbolic tangent, as <see cref="IReal{T}.Tanh"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneExponential.Tanh(x);

    /// <summary>The arc tangent in radians, as <see cref="IReal{T}.Atan"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atan<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneTrigonometry.Atan(x);

    /// <summary>The error function, as <see cref="IReal{T}.Erf"/> of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneErrorFunction.Erf(x);

    /// <summary>
    /// value * 2^exponent, rounded once, for a value in [2^-60, 2^60] and an exponent in [-1200, 1200],
    /// by integer operations: <see cref="IRealBits{T}.Scale"/> where the machine has no instruction for it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T value, T exponent)
        where T : unmanaged, IRealBits<T> => LaneFormat.Scale(value, exponent);

    /// <summary>
    /// floor(log2(x)) for x > 0; -infinity at 0, +infinity at +infinity,
    /// by integer operations: <see cref="IRealBits{T}.Exponent"/> where the machine has no instruction for it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponent<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneFormat.Exponent(x);

    /// <summary>
    /// x / 2^Exponent(x), in [1, 2), for finite x > 0; 1 at 0 and at infinity,
    /// by integer operations: <see cref="IRealBits{T}.Significand"/> where the machine has no instruction for it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Significand<T>(T x)
        where T : unmanaged, IRealBits<T> => LaneFormat.Significand(x);
}
