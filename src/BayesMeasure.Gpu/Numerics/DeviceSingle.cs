using System.Runtime.CompilerServices;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>A float inside a kernel: the number of a model in single precision.</summary>
/// <remarks>
/// Its range is that of a float: 1e-38 to 1e38. The elementary functions follow IEEE 754 in their special values; numbers too
/// small for full precision keep it only in arguments, and results of e^x and x^y below 1e-38 keep what digits are left.
/// </remarks>
/// <param name="value">The float.</param>
internal readonly struct DeviceSingle(float value) : IDeviceReal<DeviceSingle>
{
    /// <summary>The float.</summary>
    public readonly float Value = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DeviceSingle(double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(DeviceSingle value) => value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle operator +(DeviceSingle left, DeviceSingle right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle operator -(DeviceSingle left, DeviceSingle right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle operator *(DeviceSingle left, DeviceSingle right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle operator /(DeviceSingle left, DeviceSingle right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle operator -(DeviceSingle value) => new(-value.Value);

    /// <inheritdoc/>
    /// <remarks>Within 1.5 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Exp(DeviceSingle x) => new(SingleExponential.Exp(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 1.5 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Log(DeviceSingle x) => new(SingleLogarithm.Log(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; NaN where x is below 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Pow(DeviceSingle x, DeviceSingle y) => new(SingleLogarithm.Pow(x.Value, y.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Sqrt(DeviceSingle x) => new(MathF.Sqrt(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value to 2^16 in magnitude; a larger angle counts as 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Sin(DeviceSingle x) => new(SingleTrigonometry.Sin(x.Value));

    /// <inheritdoc/>
    /// <remarks>As the sine.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Cos(DeviceSingle x) => new(SingleTrigonometry.Cos(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 3 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Tanh(DeviceSingle x) => new(SingleExponential.Tanh(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Atan(DeviceSingle x) => new(SingleTrigonometry.Atan(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Erf(DeviceSingle x) => new(SingleErrorFunction.Erf(x.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Abs(DeviceSingle x) => new(SingleFormat.Abs(x.Value));

    /// <inheritdoc/>
    /// <remarks>As <see cref="DeviceDouble.Min"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Min(DeviceSingle x, DeviceSingle y) =>
        x.Value < y.Value ? x : y.Value < x.Value ? y : new(SingleFormat.Or(x.Value, y.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Max(DeviceSingle x, DeviceSingle y) => -Min(-x, -y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSingle Select(DeviceSingle left, DeviceSingle right, DeviceSingle whenLess, DeviceSingle otherwise) =>
        left.Value < right.Value ? whenLess : otherwise;
}
