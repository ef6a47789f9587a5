namespace BayesMeasure.Numerics;

/// <summary>
/// What the library's elementary functions need of a number beside its arithmetic: the parts of the IEEE 754 format of a double,
/// or of several side by side. Each function is written once against this interface and specialised by the compiler for every
/// number.
/// </summary>
/// <typeparam name="T">The implementing number.</typeparam>
public interface IRealBits<T> : IReal<T>
    where T : unmanaged, IRealBits<T>
{
    /// <summary>The product x * y + z, rounded once where the machine can.</summary>
    static abstract T MultiplyAdd(T x, T y, T z);

    /// <summary>(((p x + c3) x + c2) x + c1) x + c0.</summary>
    /// <remarks>
    /// Four steps at a time and with plain constants, because each wrapped operation that the compiler inlines counts
    /// against a budget for the whole loop, and a loop over its budget calls what is left, at many times the cost. For the
    /// same reason the functions ask for full optimisation from the first call: one that is left as a call is not slow.
    /// </remarks>
    static abstract T Horner(T p, T x, double c3, double c2, double c1, double c0);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract T Round(T x);

    /// <summary>The number in [<paramref name="low"/>, <paramref name="high"/>] that is nearest to x; NaN stays NaN.</summary>
    static abstract T Clamp(T x, double low, double high);

    /// <summary>value * 2^exponent, rounded once. The exponent is an integer of magnitude at most 1200.</summary>
    static abstract T Scale(T value, T exponent);

    /// <summary>floor(log2(x)) for x > 0, also of a subnormal number; -infinity at 0, +infinity at +infinity.</summary>
    static abstract T Exponent(T x);

    /// <summary>x / 2^Exponent(x), in [1, 2), for finite x > 0; 1 at 0 and at infinity.</summary>
    static abstract T Significand(T x);

    /// <summary>Whether x > bound in any lane.</summary>
    static abstract bool AnyGreater(T x, double bound);

    /// <summary>
    /// The sine or the cosine where angles are beyond 2^24, and <paramref name="fast"/>, right for the others, has lost digits.
    /// </summary>
    static abstract T ReplaceLarge(T x, T fast, bool cosine);

    /// <summary>The bits that are set in both.</summary>
    static abstract T And(T x, T y);

    /// <summary>The bits that are set in either.</summary>
    static abstract T Or(T x, T y);

    /// <summary>The bits that are set in one of the two.</summary>
    static abstract T Xor(T x, T y);

    /// <summary>The bits of each lane, shifted towards the sign.</summary>
    static abstract T ShiftLeft(T x, int count);

    /// <summary>The bits of each lane, shifted away from the sign, zeros following.</summary>
    static abstract T ShiftRight(T x, int count);
}
