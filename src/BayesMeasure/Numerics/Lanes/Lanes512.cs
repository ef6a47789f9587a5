using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>Eight doubles side by side in a 512-bit register.</summary>
/// <remarks>
/// Every operation but <see cref="Sum"/> gives in each lane the same bits as <see cref="Scalar"/> and as the other widths.
/// </remarks>
/// <param name="lanes">The lanes, the first one lowest.</param>
internal readonly struct Lanes512(Vector512<double> lanes) : ILanes<Lanes512>
{
    /// <summary>The instruction's code for a significand in [1, 2) whose sign is dropped.</summary>
    private const byte SignificandControl = 0b0100;

    private readonly Vector512<double> lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <summary>The register itself.</summary>
    public Vector512<double> Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lanes;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes512(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 left, Lanes512 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly double source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes512 value) => Lanes256.Sum(new(value.lanes.GetLower() + value.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 KeepFirst(Lanes512 value, int count)
    {
        Vector512<double> positions = Vector512.Create(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
        return new(value.lanes & Vector512.LessThan(positions, Vector512.Create((double)count)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 x, Lanes512 y, Lanes512 z)
        => new(Vector512.FusedMultiplyAdd(x.lanes, y.lanes, z.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 1.25 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Exp(Lanes512 x) => LaneExponential.Exp(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Log(Lanes512 x) => LaneLogarithm.Log(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value; NaN where x is below 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Pow(Lanes512 x, Lanes512 y) => LanePower.Pow(x, y);

    /// <inheritdoc/>
    /// <remarks>Correctly rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 x) => new(Vector512.Sqrt(x.lanes));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Sin(Lanes512 x) => LaneTrigonometry.Sin(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Cos(Lanes512 x) => LaneTrigonometry.Cos(x);

    /// <inheritdoc/>
    /// <remarks>Within 3 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Tanh(Lanes512 x) => LaneExponential.Tanh(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Atan(Lanes512 x) => LaneTrigonometry.Atan(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Lanes512 Erf(Lanes512 x) => LaneErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 x) => new(Vector512.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 x, Lanes512 y) => new(Vector512.Min(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 x, Lanes512 y) => new(Vector512.Max(x.lanes, y.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 left, Lanes512 right, Lanes512 whenLess, Lanes512 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(left.lanes, right.lanes), whenLess.lanes, otherwise.lanes));

    /// <summary>The lanes in order, for the debugger and for messages.</summary>
    public override string ToString() => lanes.ToString();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Horner(Lanes512 p, Lanes512 x, double c3, double c2, double c1, double c0)
    {
        Vector512<double> sum = Vector512.FusedMultiplyAdd(p.lanes, x.lanes, Vector512.Create(c3));
        sum = Vector512.FusedMultiplyAdd(sum, x.lanes, Vector512.Create(c2));
        sum = Vector512.FusedMultiplyAdd(sum, x.lanes, Vector512.Create(c1));
        return new(Vector512.FusedMultiplyAdd(sum, x.lanes, Vector512.Create(c0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Round(Lanes512 x) => new(Vector512.Round(x.lanes));

    // MaxNative is one instruction; of two operands it returns the second where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Clamp(Lanes512 x, double low, double high)
        => new(Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), x.lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Scale(Lanes512 value, Lanes512 exponent)
        => Avx512F.IsSupported ? new(Avx512F.Scale(value.lanes, exponent.lanes)) : LaneFormat.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Exponent(Lanes512 x)
        => Avx512F.IsSupported ? new(Avx512F.GetExponent(x.lanes)) : LaneFormat.Exponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Significand(Lanes512 x)
        => Avx512F.IsSupported ? new(Avx512F.GetMantissa(x.lanes, SignificandControl)) : LaneFormat.Significand(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IRealBits<Lanes512>.AnyGreater(Lanes512 x, double bound)
        => Vector512.GreaterThanAny(x.lanes, Vector512.Create(bound));

    static Lanes512 IRealBits<Lanes512>.ReplaceLarge(Lanes512 x, Lanes512 fast, bool cosine) =>
        LargeAngles.Replace(x, fast, cosine);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.And(Lanes512 x, Lanes512 y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Or(Lanes512 x, Lanes512 y) => new(x.lanes | y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.Xor(Lanes512 x, Lanes512 y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.ShiftLeft(Lanes512 x, int count) => new((x.lanes.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes512 IRealBits<Lanes512>.ShiftRight(Lanes512 x, int count) => new((x.lanes.AsUInt64() >> count).AsDouble());
}
