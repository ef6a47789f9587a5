using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using ILGPU;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>A double inside a kernel: the number of a model in double precision.</summary>
/// <remarks>
/// The elementary functions are those of the CPU's lanes, so that both agree to the last bit as long as a compiler of device code
/// does not fuse a product and a sum that stand apart. Only sines and cosines beyond 2^24 differ: see <see cref="Sin"/>.
/// </remarks>
/// <param name="value">The double.</param>
internal readonly struct DeviceDouble(double value) : IDeviceReal<DeviceDouble>, IRealBits<DeviceDouble>
{
    /// <summary>
    /// Added and taken away, it rounds a smaller number to an integer: above 2^52 a double has no other digits.
    /// </summary>
    private const double RoundingShift = 6755399441055744.0;

    /// <summary>2^50: beyond, the number of half turns is no longer found, and doubles lie a quarter of a radian apart.</summary>
    private const double LargestAngle = 1125899906842624.0;

    private const ulong SignBit = 1UL << 63;

    /// <summary>The double.</summary>
    public readonly double Value = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DeviceDouble(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(DeviceDouble value) => value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble operator +(DeviceDouble left, DeviceDouble right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble operator -(DeviceDouble left, DeviceDouble right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble operator *(DeviceDouble left, DeviceDouble right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble operator /(DeviceDouble left, DeviceDouble right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble operator -(DeviceDouble value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble MultiplyAdd(DeviceDouble x, DeviceDouble y, DeviceDouble z) =>
        new(FusedArithmetic.MultiplyAdd(x.Value, y.Value, z.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Exp(DeviceDouble x) => ElementaryFunctions.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Log(DeviceDouble x) => ElementaryFunctions.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Pow(DeviceDouble x, DeviceDouble y) => ElementaryFunctions.Pow(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Sqrt(DeviceDouble x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    /// <remarks>
    /// Within 2 ulp of the exact value to 2^24 in magnitude, and within 1e-15 to 2^50. A larger angle, whose neighbours lie a
    /// quarter of a radian apart, counts as 0.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Sin(DeviceDouble x) => ElementaryFunctions.Sin(x);

    /// <inheritdoc/>
    /// <remarks>As the sine.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Cos(DeviceDouble x) => ElementaryFunctions.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Tanh(DeviceDouble x) => ElementaryFunctions.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Atan(DeviceDouble x) => ElementaryFunctions.Atan(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Erf(DeviceDouble x) => ElementaryFunctions.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Abs(DeviceDouble x) => FromBits(x.Bits & ~SignBit);

    /// <inheritdoc/>
    /// <remarks>
    /// The instruction of a GPU would give the other number where one is NaN. The bits of both together are NaN where either is,
    /// and -0 where a zero of either sign meets one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Min(DeviceDouble x, DeviceDouble y) =>
        x.Value < y.Value ? x : y.Value < x.Value ? y : FromBits(x.Bits | y.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Max(DeviceDouble x, DeviceDouble y) => -Min(-x, -y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceDouble Select(DeviceDouble left, DeviceDouble right, DeviceDouble whenLess, DeviceDouble otherwise) =>
        left.Value < right.Value ? whenLess : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Horner(DeviceDouble p, DeviceDouble x, double c3, double c2, double c1, double c0)
    {
        DeviceDouble sum = MultiplyAdd(p, x, c3);
        sum = MultiplyAdd(sum, x, c2);
        sum = MultiplyAdd(sum, x, c1);
        return MultiplyAdd(sum, x, c0);
    }

    /// <summary>The nearest integer to a number below 2^51 in magnitude: all that the elementary functions ask for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Round(DeviceDouble x) => new(x.Value + RoundingShift - RoundingShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Clamp(DeviceDouble x, double low, double high) =>
        x.Value < low ? new(low) : x.Value > high ? new(high) : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Scale(DeviceDouble value, DeviceDouble exponent) =>
        ElementaryFunctions.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Exponent(DeviceDouble x) => ElementaryFunctions.Exponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Significand(DeviceDouble x) => ElementaryFunctions.Significand(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IRealBits<DeviceDouble>.AnyGreater(DeviceDouble x, double bound) => x.Value > bound;

    /// <summary>There is no runtime to ask: the three parts of pi serve to 2^50. 0 x is NaN where x is infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.ReplaceLarge(DeviceDouble x, DeviceDouble fast, bool cosine) =>
        Select(LargestAngle, Abs(x), MultiplyAdd(x, 0.0, cosine ? 1.0 : 0.0), fast);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.And(DeviceDouble x, DeviceDouble y) => FromBits(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Or(DeviceDouble x, DeviceDouble y) => FromBits(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.Xor(DeviceDouble x, DeviceDouble y) => FromBits(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.ShiftLeft(DeviceDouble x, int count) => FromBits(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DeviceDouble IRealBits<DeviceDouble>.ShiftRight(DeviceDouble x, int count) => FromBits(x.Bits >> count);

    private ulong Bits => Interop.FloatAsInt(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DeviceDouble FromBits(ulong bits) => new(Interop.IntAsFloat(bits));
}

/// <summary>The number of a model inside a kernel.</summary>
/// <typeparam name="T">The implementing number.</typeparam>
internal interface IDeviceReal<T> : IReal<T>
    where T : unmanaged, IDeviceReal<T>
{
    /// <summary>The number as a double, which sums are made in.</summary>
    static abstract double ToDouble(T value);
}
