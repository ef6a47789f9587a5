using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>Two doubles side by side in a 128-bit register.</summary>
/// <remarks>
/// Every operation but <see cref="Sum"/> gives in each lane the same bits as <see cref="Scalar"/> and as the other widths.
/// </remarks>
/// <param name="lanes">The lanes, the first one lowest.</param>
internal readonly struct Lanes128(Vector128<double> lanes) : ILanes<Lanes128>
{
    /// <summary>The instruction's code for a significand in [1, 2) whose sign is dropped.</summary>
    private const byte SignificandControl = 0b0100;

    private readonly Vector128<double> lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 2;

    /// <summary>The register itself.</summary>
    public Vector128<double> Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lanes;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes128(double value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly double source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes128 value) => value.lanes[0] + value.lanes[1];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 KeepFirst(Lanes128 value, int count)
    {
        Vector128<double> positions = Vector128.Create(0.0, 1.0);
        return new(value.lanes & Vector128.LessThan(positions, Vector128.Create((double)count)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 x, Lanes128 y, Lanes128 z)
        => new(Vector128.FusedMultiplyAdd(x.lanes, y.lanes, z.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 1.25 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Exp(Lanes128 x) => LaneExponential.Exp(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Log(Lanes128 x) => LaneLogarithm.Log(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value; NaN where x is below 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Pow(Lanes128 x, Lanes128 y) => LanePower.Pow(x, y);

    /// <inheritdoc/>
    /// <remarks>Correctly rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 x) => new(Vector128.Sqrt(x.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Sin(Lanes128 x) => LaneTrigonometry.Sin(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Cos(Lanes128 x) => LaneTrigonometry.Cos(x);

    /// <inheritdoc/>
    /// <remarks>Within 3 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Tanh(Lanes128 x) => LaneExponential.Tanh(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Atan(Lanes128 x) => LaneTrigonometry.Atan(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes128 Erf(Lanes128 x) => LaneErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 x) => new(Vector128.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 x, Lanes128 y) => new(Vector128.Min(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 x, Lanes128 y) => new(Vector128.Max(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 left, Lanes128 right, Lanes128 whenLess, Lanes128 otherwise)
        => new(Vector128.ConditionalSelect(Vector128.LessThan(left.lanes, right.lanes), whenLess.lanes, otherwise.lanes));

    /// <summary>The lanes in order, for the debugger and for messages.</summary>
    public override string ToString() => lanes.ToString();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Horner(Lanes128 p, Lanes128 x, double c3, double c2, double c1, double c0)
    {
        Vector128<double> sum = Vector128.FusedMultiplyAdd(p.lanes, x.lanes, Vector128.Create(c3));
        sum = Vector128.FusedMultiplyAdd(sum, x.lanes, Vector128.Create(c2));
        sum = Vector128.FusedMultiplyAdd(sum, x.lanes, Vector128.Create(c1));
        return new(Vector128.FusedMultiplyAdd(sum, x.lanes, Vector128.Create(c0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Round(Lanes128 x) => new(Vector128.Round(x.lanes));

    // MaxNative is one instruction; of two operands it returns the second where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Clamp(Lanes128 x, double low, double high)
        => new(Vector128.MinNative(Vector128.Create(high), Vector128.MaxNative(Vector128.Create(low), x.lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Scale(Lanes128 value, Lanes128 exponent)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(value.lanes, exponent.lanes)) : LaneFormat.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Exponent(Lanes128 x)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.GetExponent(x.lanes)) : LaneFormat.Exponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Significand(Lanes128 x)
        => Avx512F.VL.IsSupported ? new(Avx512F.VL.GetMantissa(x.lanes, SignificandControl)) : LaneFormat.Significand(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IRealBits<Lanes128>.AnyGreater(Lanes128 x, double bound)
        => Vector128.GreaterThanAny(x.lanes, Vector128.Create(bound));

    static Lanes128 IRealBits<Lanes128>.ReplaceLarge(Lanes128 x, Lanes128 fast, bool cosine) =>
        LargeAngles.Replace(x, fast, cosine);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.And(Lanes128 x, Lanes128 y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Or(Lanes128 x, Lanes128 y) => new(x.lanes | y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.Xor(Lanes128 x, Lanes128 y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.ShiftLeft(Lanes128 x, int count) => new((x.lanes.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128 IRealBits<Lanes128>.ShiftRight(Lanes128 x, int count) => new((x.lanes.AsUInt64() >> count).AsDouble());
}
