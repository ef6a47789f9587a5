using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>A plain double, as the number of a model; also a vector of a single lane.</summary>
/// <remarks>
/// The elementary functions are those of the lanes, so that a value does not depend on whether it was computed in a vector
/// or in what was left over at the end of a loop, nor on the C library of the machine.
/// </remarks>
/// <param name="Value">The double.</param>
public readonly record struct Scalar(double Value) : ILanes<Scalar>
{
    /// <summary>The instruction's code for a significand in [1, 2) whose sign is dropped.</summary>
    private const byte SignificandControl = 0b0100;

    static int ILanes<Scalar>.Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Scalar(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator +(Scalar left, Scalar right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar left, Scalar right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator *(Scalar left, Scalar right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator /(Scalar left, Scalar right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.Load(ref readonly double source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Scalar>.Store(Scalar value, ref double destination) => destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILanes<Scalar>.Sum(Scalar value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.KeepFirst(Scalar value, int count) => count > 0 ? value : new(0.0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar MultiplyAdd(Scalar x, Scalar y, Scalar z) => new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    /// <inheritdoc/>
    /// <remarks>Within 1.25 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Exp(Scalar x) => LaneExponential.Exp(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Log(Scalar x) => LaneLogarithm.Log(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value; NaN where x is below 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Pow(Scalar x, Scalar y) => LanePower.Pow(x, y);

    /// <inheritdoc/>
    /// <remarks>Correctly rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Sqrt(Scalar x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Sin(Scalar x) => LaneTrigonometry.Sin(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value; beyond 2^24 one lane at a time and slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Cos(Scalar x) => LaneTrigonometry.Cos(x);

    /// <inheritdoc/>
    /// <remarks>Within 3 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Tanh(Scalar x) => LaneExponential.Tanh(x);

    /// <inheritdoc/>
    /// <remarks>Within 2 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Atan(Scalar x) => LaneTrigonometry.Atan(x);

    /// <inheritdoc/>
    /// <remarks>Within 1 ulp of the exact value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Scalar Erf(Scalar x) => LaneErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Abs(Scalar x) => new(Math.Abs(x.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Min(Scalar x, Scalar y) => new(Math.Min(x.Value, y.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Max(Scalar x, Scalar y) => new(Math.Max(x.Value, y.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Select(Scalar left, Scalar right, Scalar whenLess, Scalar otherwise)
        => left.Value < right.Value ? whenLess : otherwise;

    /// <summary>The double in invariant form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Horner(Scalar p, Scalar x, double c3, double c2, double c1, double c0)
    {
        double sum = Math.FusedMultiplyAdd(p.Value, x.Value, c3);
        sum = Math.FusedMultiplyAdd(sum, x.Value, c2);
        sum = Math.FusedMultiplyAdd(sum, x.Value, c1);
        return new(Math.FusedMultiplyAdd(sum, x.Value, c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Round(Scalar x) => new(Math.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Clamp(Scalar x, double low, double high)
        => x.Value < low ? new(low) : x.Value > high ? new(high) : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Scale(Scalar value, Scalar exponent)
        => Avx512F.IsSupported
            ? First(Avx512F.ScaleScalar(value.Vector, exponent.Vector))
            : LaneFormat.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Exponent(Scalar x)
        => Avx512F.IsSupported ? First(Avx512F.GetExponentScalar(x.Vector)) : LaneFormat.Exponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Significand(Scalar x)
        => Avx512F.IsSupported ? First(Avx512F.GetMantissaScalar(x.Vector, SignificandControl)) : LaneFormat.Significand(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IRealBits<Scalar>.AnyGreater(Scalar x, double bound) => x.Value > bound;

    static Scalar IRealBits<Scalar>.ReplaceLarge(Scalar x, Scalar fast, bool cosine) => LargeAngles.Replace(x, fast, cosine);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.And(Scalar x, Scalar y) => FromBits(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Or(Scalar x, Scalar y) => FromBits(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.Xor(Scalar x, Scalar y) => FromBits(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.ShiftLeft(Scalar x, int count) => FromBits(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar IRealBits<Scalar>.ShiftRight(Scalar x, int count) => FromBits(x.Bits >> count);

    private ulong Bits => BitConverter.DoubleToUInt64Bits(Value);

    private Vector128<double> Vector => Vector128.CreateScalarUnsafe(Value);

    private static Scalar FromBits(ulong bits) => new(BitConverter.UInt64BitsToDouble(bits));

    private static Scalar First(Vector128<double> vector) => new(vector.ToScalar());
}
