using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics;

/// <summary>
/// A number together with its exact derivative with respect to one variable, carried forward through every operation.
/// </summary>
/// <typeparam name="T">The number of both: scalars, lanes, or duals for second derivatives.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Derivative">The derivative of the value.</param>
/// <remarks>
/// <para>A constant (a double, by implicit conversion) has derivative 0; <see cref="Variable"/> has derivative 1.</para>
/// <para>
/// Second derivatives: with <c>x = Dual&lt;Dual&lt;Scalar&gt;&gt;.Variable(Dual&lt;Scalar&gt;.Variable(2.0))</c> the second
/// derivative of f is <c>f(x).Derivative.Derivative</c>.
/// </para>
/// <para>
/// Where a function has a kink one element of its subdifferential is returned: 0 for <see cref="Abs"/> at 0, the derivative of
/// the first argument for <see cref="Min"/> and <see cref="Max"/> of equal values. <see cref="Select"/> differentiates the
/// branch it takes and knows nothing of the jump between them.
/// </para>
/// </remarks>
internal readonly record struct Dual<T>(T Value, T Derivative) : IReal<Dual<T>>
    where T : unmanaged, IReal<T>
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary>The variable that derivatives are taken with respect to, at <paramref name="value"/>.</summary>
    public static Dual<T> Variable(T value) => new(value, 1.0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Dual<T>(double value) => new(value, 0.0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> left, Dual<T> right)
        => new(left.Value + right.Value, left.Derivative + right.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> left, Dual<T> right)
        => new(left.Value - right.Value, left.Derivative - right.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(Dual<T> left, Dual<T> right)
        => new(left.Value * right.Value, left.Derivative * right.Value + left.Value * right.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(Dual<T> left, Dual<T> right)
    {
        T quotient = left.Value / right.Value;
        return new(quotient, (left.Derivative - quotient * right.Derivative) / right.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> value) => new(-value.Value, -value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Exp(Dual<T> x)
    {
        T exp = T.Exp(x.Value);
        return new(exp, exp * x.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Log(Dual<T> x) => new(T.Log(x.Value), x.Derivative / x.Value);

    /// <inheritdoc/>
    /// <remarks>At x = 0 the derivative with respect to y is taken as 0, its limit for y > 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Pow(Dual<T> x, Dual<T> y)
    {
        T power = T.Pow(x.Value, y.Value);
        // y x^(y - 1), where y = 0 gives 0 also at x = 0.
        T byBase = T.Select(0.0, T.Abs(y.Value), y.Value * T.Pow(x.Value, y.Value - 1.0), 0.0);
        T byExponent = T.Select(0.0, x.Value, power * T.Log(x.Value), 0.0);
        return new(power, byBase * x.Derivative + byExponent * y.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Sqrt(Dual<T> x)
    {
        T root = T.Sqrt(x.Value);
        return new(root, 0.5 * x.Derivative / root);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Sin(Dual<T> x) => new(T.Sin(x.Value), T.Cos(x.Value) * x.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Cos(Dual<T> x) => new(T.Cos(x.Value), -T.Sin(x.Value) * x.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Tanh(Dual<T> x)
    {
        // 1 - tanh^2 would cancel far from 0; 4 e / (1 + e)^2 with e = exp(-2 |x|) does not. The magnitude is taken by
        // Select, not Abs, as the derivative of Abs is 0 at 0 while this even function is smooth there.
        T decay = T.Exp(2.0 * T.Select(x.Value, 0.0, x.Value, -x.Value));
        T sum = 1.0 + decay;
        return new(T.Tanh(x.Value), 4.0 * decay / (sum * sum) * x.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Atan(Dual<T> x) => new(T.Atan(x.Value), x.Derivative / (1.0 + x.Value * x.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Erf(Dual<T> x)
        => new(T.Erf(x.Value), TwoOverSqrtPi * T.Exp(-x.Value * x.Value) * x.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Abs(Dual<T> x)
    {
        T derivative = T.Select(0.0, x.Value, x.Derivative, 0.0);
        return new(T.Abs(x.Value), T.Select(x.Value, 0.0, -x.Derivative, derivative));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Min(Dual<T> x, Dual<T> y)
        => new(T.Min(x.Value, y.Value), T.Select(y.Value, x.Value, y.Derivative, x.Derivative));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Max(Dual<T> x, Dual<T> y)
        => new(T.Max(x.Value, y.Value), T.Select(x.Value, y.Value, y.Derivative, x.Derivative));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Select(Dual<T> left, Dual<T> right, Dual<T> whenLess, Dual<T> otherwise)
        => new(
            T.Select(left.Value, right.Value, whenLess.Value, otherwise.Value),
            T.Select(left.Value, right.Value, whenLess.Derivative, otherwise.Derivative));
}
