using System.Numerics;

namespace BayesMeasure.Numerics;

/// <summary>
/// The number a forward model computes with. A model written once against this interface runs as plain doubles
/// (<see cref="Lanes.Scalar"/>), as SIMD lanes (<see cref="Lanes.Lanes512"/>, <see cref="Lanes.Lanes256"/>,
/// <see cref="Lanes.Lanes128"/>), on a GPU, and with exact derivatives.
/// </summary>
/// <typeparam name="T">The implementing number.</typeparam>
/// <remarks>
/// Every function works lane by lane and follows IEEE 754: it never throws, and an argument outside its domain gives NaN.
/// A constant is written as a plain double: <c>-0.5 * x</c> converts it to every lane.
/// </remarks>
public interface IReal<T> :
    IAdditionOperators<T, T, T>,
    ISubtractionOperators<T, T, T>,
    IMultiplyOperators<T, T, T>,
    IDivisionOperators<T, T, T>,
    IUnaryNegationOperators<T, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The constant <paramref name="value"/> in every lane.</summary>
    static abstract implicit operator T(double value);

    /// <summary>The exponential e^x.</summary>
    static abstract T Exp(T x);

    /// <summary>The natural logarithm; -infinity at 0, NaN below.</summary>
    static abstract T Log(T x);

    /// <summary>The power x^y for x >= 0.</summary>
    static abstract T Pow(T x, T y);

    /// <summary>The square root; NaN below 0.</summary>
    static abstract T Sqrt(T x);

    /// <summary>The sine of an angle in radians.</summary>
    static abstract T Sin(T x);

    /// <summary>The cosine of an angle in radians.</summary>
    static abstract T Cos(T x);

    /// <summary>The hyperbolic tangent.</summary>
    static abstract T Tanh(T x);

    /// <summary>The inverse tangent, in (-pi/2, pi/2).</summary>
    static abstract T Atan(T x);

    /// <summary>The error function erf(x) = 2/sqrt(pi) * integral of exp(-t^2) from 0 to x.</summary>
    static abstract T Erf(T x);

    /// <summary>The absolute value.</summary>
    static abstract T Abs(T x);

    /// <summary>The smaller of two numbers; NaN if either is NaN.</summary>
    static abstract T Min(T x, T y);

    /// <summary>The larger of two numbers; NaN if either is NaN.</summary>
    static abstract T Max(T x, T y);

    /// <summary>
    /// A branch that lanes can take apart: <paramref name="whenLess"/> where <paramref name="left"/> &lt;
    /// <paramref name="right"/>, else <paramref name="otherwise"/> (also where either is NaN).
    /// </summary>
    static abstract T Select(T left, T right, T whenLess, T otherwise);
}
