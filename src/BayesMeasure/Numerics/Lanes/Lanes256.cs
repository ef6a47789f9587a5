using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>Four doubles side by side in a 256-bit register.</summary>
/// <remarks>
/// Every operation but <see cref="Sum"/> gives in each lane the same bits as <see cref="Scalar"/> and as the other widths.
/// </remarks>
/// <param name="lanes">The lanes, the first one lowest.</param>
internal readonly struct Lanes256(Vector256<double> lanes) : ILanes<Lanes256>
{
    /// <summary>The instruction's code for a significand in [1, 2) whose sign is dropped.</summary>
    private const byte SignificandControl = 0b0100;

    private readonly Vector256<double> lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <summary>The register itself.</summary>
    public Vector256<double> Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lanes;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes256(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes256 value) => Lanes128.Sum(new(value.lanes.GetLower() + value.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 KeepFirst(Lanes256 value, int count)
    {
        Vector256<double> positions = Vector256.Create(0.0, 1.0, 2.0, 3.0);
        return new(value.lanes & Vector256.LessThan(positions, Vector256.Create((double)count)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 x, Lanes256 y, Lanes256 z)
        => new(Vector256.FusedMultiplyAdd(x.lanes, y.lanes, z.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 1.25 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Exp(Lanes256 x) => LaneExponential.Exp(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Log(Lanes256 x) => LaneLogarithm.Log(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value; NaN where x is below 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Pow(Lanes256 x, Lanes256 y) => LanePower.Pow(x, y);

    /// <inheritdoc/>
    /// <remarks>Correctly rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 x) => new(Vector256.Sqrt(x.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Sin(Lanes256 x) => LaneTrigonometry.Sin(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Cos(Lanes256 x) => LaneTrigonometry.Cos(x);

    /// <inheritdoc/>
    /// <remarks>Within 3 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Tanh(Lanes256 x) => LaneExponential.Tanh(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Atan(Lanes256 x) => LaneTrigonometry.Atan(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes256 Erf(Lanes256 x) => LaneErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 x) => new(Vector256.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 x, Lanes256 y) => new(Vector256.Min(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 x, Lanes256 y) => new(Vector256.Max(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 left, Lanes256 right, Lanes256 whenLess, Lanes256 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(left.lanes, right.lanes), whenLess.lanes, otherwise.lanes));

    /// <summary>The lanes in order, for the debugger and for messages.</summary>
    public override string ToString() => lanes.ToString();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Horner(Lanes256 p, Lanes256 x, double c3, double c2, double c1, double c0)
    {
        Vector256<double> sum = Vector256.FusedMultiplyAdd(p.lanes, x.lanes, Vector256.Create(c3));
        sum = Vector256.FusedMultiplyAdd(sum, x.lanes, Vector256.Create(c2));
        sum = Vector256.FusedMultiplyAdd(sum, x.lanes, Vector256.Create(c1));
        return new(Vector256.FusedMultiplyAdd(sum, x.lanes, Vector256.Create(c0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Round(Lanes256 x) => new(Vector256.Round(x.lanes));

    // MaxNative is one instruction; of two operands it returns the second where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Clamp(Lanes256 x, double low, double high)
        => new(Vector256.MinNative(Vector256.Create(high), Vector256.MaxNative(Vector256.Create(low), x.lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Scale(Lanes256 value, Lanes256 exponent)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(value.lanes, exponent.lanes)) : LaneFormat.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Exponent(Lanes256 x)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.GetExponent(x.lanes)) : LaneFormat.Exponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Significand(Lanes256 x)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.GetMantissa(x.lanes, SignificandControl)) : LaneFormat.Significand(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IRealBits<Lanes256>.AnyGreater(Lanes256 x, double bound)
        => Vector256.GreaterThanAny(x.lanes, Vector256.Create(bound));

    static Lanes256 IRealBits<Lanes256>.ReplaceLarge(Lanes256 x, Lanes256 fast, bool cosine) =>
        LargeAngles.Replace(x, fast, cosine);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.And(Lanes256 x, Lanes256 y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Or(Lanes256 x, Lanes256 y) => new(x.lanes | y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.Xor(Lanes256 x, Lanes256 y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.ShiftLeft(Lanes256 x, int count) => new((x.lanes.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes256 IRealBits<Lanes256>.ShiftRight(Lanes256 x, int count) => new((x.lanes.AsUInt64() >> count).AsDouble());
}
