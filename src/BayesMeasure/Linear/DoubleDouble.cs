namespace BayesMeasure.Linear;

/// <summary>
/// A number of twice the digits of a double, about 32: the unevaluated sum of two doubles, the second no more than half a unit in
/// the last place of the first (Dekker 1971, Numer. Math. 18, 224; Hida, Li and Bailey 2001).
/// </summary>
/// <param name="High">The number, rounded to a double.</param>
/// <param name="Low">What the rounding left out.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble high = Sum(a.High, b.High);
        DoubleDouble low = Sum(a.Low, b.Low);
        DoubleDouble first = SumOrdered(high.High, high.Low + low.High);
        return SumOrdered(first.High, first.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return SumOrdered(product, error + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble rest = a - b * first;
        double second = rest.High / b.High;
        rest -= b * second;
        return SumOrdered(first, second) + rest.High / b.High;
    }

    /// <summary>The square root of a number that is not negative, by a step of Newton's method from that of the double.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (!(value.High > 0))
            return 0;
        double root = Math.Sqrt(value.High);
        return SumOrdered(root, (value - (DoubleDouble)root * root).High / (2 * root));
    }

    /// <summary>The sum of two doubles with its rounding error (Knuth's TwoSum).</summary>
    private static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double taken = sum - a;
        return new(sum, a - (sum - taken) + (b - taken));
    }

    /// <summary>The same where the first is the larger.</summary>
    private static DoubleDouble SumOrdered(double larger, double smaller)
    {
        double sum = larger + smaller;
        return new(sum, smaller - (sum - larger));
    }
}
