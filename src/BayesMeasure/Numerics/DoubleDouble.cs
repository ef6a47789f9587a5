using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics;

/// <summary>
/// A number with about 32 digits: the unevaluated sum of a double and of what rounding to it left (Dekker 1971; the error bounds
/// are those of Joldes, Muller and Popescu 2017, ACM Trans. Math. Softw. 44, 15).
/// </summary>
/// <param name="High">The number, rounded to a double.</param>
/// <param name="Low">The rest: at most half a unit in the last place of <paramref name="High"/>.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static explicit operator double(DoubleDouble value) => value.High;

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        (double high, double highError) = Sum(left.High, right.High);
        (double low, double lowError) = Sum(left.Low, right.Low);
        DoubleDouble carried = Normalised(high, highError + low);
        return Normalised(carried.High, carried.Low + lowError);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        double product = left.High * right.High;
        double error = Math.FusedMultiplyAdd(left.High, right.High, -product);
        double cross = Math.FusedMultiplyAdd(left.High, right.Low, left.Low * right.High + left.Low * right.Low);
        return Normalised(product, error + cross);
    }

    /// <summary>Three quotients of doubles, each of what the ones before it left.</summary>
    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double first = left.High / right.High;
        DoubleDouble rest = left - right * first;
        double second = rest.High / right.High;
        double third = (rest - right * second).High / right.High;
        return Normalised(first, second) + third;
    }

    /// <summary>The square root of a number above 0, by one step of Newton's method from that of the double; 0 of 0.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value.High == 0)
        {
            return 0;
        }

        double root = Math.Sqrt(value.High);
        DoubleDouble rest = value - (DoubleDouble)root * root;
        return Normalised(root, rest.High / (2 * root));
    }

    /// <summary>a + b exactly, whatever their sizes (Knuth's two-sum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Sum, double Error) Sum(double a, double b)
    {
        double sum = a + b;
        double taken = sum - a;
        return (sum, a - (sum - taken) + (b - taken));
    }

    /// <summary>high + low exactly, where low is the smaller (Dekker's fast two-sum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble Normalised(double high, double low)
    {
        double sum = high + low;
        return new(sum, low - (sum - high));
    }
}
