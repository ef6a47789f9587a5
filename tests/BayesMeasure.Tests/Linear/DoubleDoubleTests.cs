using BayesMeasure.Linear;
using CsCheck;

namespace BayesMeasure.Tests.Linear;

public class DoubleDoubleTests
{
    private const double Unit = 1e-30;
    private static readonly Gen<double> Values = Gen.Double[-1e6, 1e6];

    /// <summary>Products and sums of whole numbers are exact far beyond the digits of a double.</summary>
    [Fact]
    public void Whole_numbers_stay_exact() => Property.ForAll(Gen.Select(Gen.Long[1L << 40, 1L << 50], Gen.Long[1L << 40, 1L << 50]), pair =>
    {
        (long a, long b) = pair;
        DoubleDouble product = (DoubleDouble)a * b;
        Assert.Equal((Int128)a * b, (Int128)product.High + (Int128)product.Low);
        DoubleDouble sum = product + a - b;
        Assert.Equal((Int128)a * b + a - b, (Int128)sum.High + (Int128)sum.Low);
    });

    [Fact]
    public void Division_and_root_undo_products() => Property.ForAll(Gen.Select(Values, Values), pair =>
    {
        (double a, double b) = pair;
        DoubleDouble rest = (DoubleDouble)a / b * b - a;
        Assert.InRange(Math.Abs(rest.High), 0, Unit * Math.Abs(a));
        var root = DoubleDouble.Sqrt(Math.Abs(a));
        Assert.InRange(Math.Abs((root * root - Math.Abs(a)).High), 0, Unit * Math.Abs(a));
    });

    [Fact]
    public void What_a_double_forgets_is_kept()
    {
        DoubleDouble sum = (DoubleDouble)1 + 1e-25 - 1;
        Assert.Equal(1e-25, sum.High, 1e-40);
        Assert.Equal(0, DoubleDouble.Sqrt(0).High);
    }
}
