using System.Globalization;
using System.Text.RegularExpressions;
using BayesMeasure.Reports;
using CsCheck;

namespace BayesMeasure.Tests.Reports;

public partial class ValueWithErrorTests
{
    [Theory]
    [InlineData(244.2314, 0.0213, "244.23 +- 0.02")]
    [InlineData(244.2314, 0.0143, "244.231 +- 0.014")]
    [InlineData(244.2314, 0.0961, "244.23 +- 0.10")]
    [InlineData(244.2314, 0.1961, "244.2 +- 0.2")]
    [InlineData(-1234.5678, 3.2, "-1235 +- 3")]
    [InlineData(-1234.5678, 41, "-1230 +- 40")]
    [InlineData(9.996, 0.03, "10.00 +- 0.03")]
    [InlineData(0.2, 3, "0 +- 3")]
    [InlineData(0.6, 30, "0 +- 30")]
    [InlineData(6, 30, "10 +- 30")]
    [InlineData(-0.001, 0.2, "0.0 +- 0.2")]
    [InlineData(1.2341e-9, 5e-12, "(1.234 +- 0.005)e-9")]
    [InlineData(1.2e-44, 3e-43, "(0 +- 3)e-43")]
    [InlineData(2.6e9, 1.2e8, "(2.60 +- 0.12)e9")]
    [InlineData(1e12 + 0.0391, 0.0154, "1000000000000.039 +- 0.015")]
    [InlineData(1e9, 1e-12, "1000000000 +- 1.0e-12")]
    [InlineData(1e300, 2e299, "(1.0 +- 0.2)e300")]
    [InlineData(3e-320, 2e-321, "(3.0 +- 0.2)e-320")]
    [InlineData(5, double.NaN, "5 +- NaN")]
    [InlineData(5, double.PositiveInfinity, "5 +- Infinity")]
    [InlineData(double.NaN, 0.1, "NaN +- 0.1")]
    [InlineData(double.NegativeInfinity, 0, "-Infinity")]
    [InlineData(-3.25, 0, "-3.25")]
    [InlineData(0, 0, "0")]
    [InlineData(-123456.789, 0, "-123457")]
    [InlineData(1.20050001e-44, 0, "1.2005e-44")]
    [InlineData(2e7, 0, "2e7")]
    [InlineData(100, 0, "100")]
    public void Both_end_where_the_error_does(double value, double error, string expected) =>
        Assert.Equal(expected, new ValueWithError(value, error).ToString());

    [Theory]
    [InlineData(-1.2341e-9, 5e-12, "(−1.234 ± 0.005)×10⁻⁹")]
    [InlineData(244.2314, 0.0213, "244.23 ± 0.02")]
    [InlineData(1.2005e-44, 0, "1.2005×10⁻⁴⁴")]
    public void Print_has_its_own_signs(double value, double error, string expected) =>
        Assert.Equal(expected, new ValueWithError(value, error).Typeset);

    [Fact]
    public void Any_number_keeps_the_digits_that_its_error_carries() => Property.ForAll(
        Gen.Select(Gen.Double[1, 10], Gen.Int[-300, 300], Gen.Double[1, 10], Gen.Int[-14, 3], Gen.Bool),
        drawn =>
        {
            (double mantissa, int exponent, double size, int ratio, bool isNegative) = drawn;
            double value = (isNegative ? -1 : 1) * Scaled(mantissa, exponent);
            double error = Scaled(size, Math.Clamp(exponent + ratio, -300, 300));
            string text = new ValueWithError(value, error).ToString();
            Match match = Printed().Match(text);
            Assert.True(match.Success, text);
            (string number, string deviation) = (match.Groups["value"].Value, match.Groups["error"].Value);
            int power = match.Groups["power"].Success ? int.Parse(match.Groups["power"].Value, CultureInfo.InvariantCulture) : 0;
            string digits = deviation.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
            string carried = deviation.Contains('.', StringComparison.Ordinal) ? digits : digits.TrimEnd('0').PadRight(1, '0');
            Assert.True(carried.Length == 1 || (carried.Length == 2 && carried[0] == '1'), text);
            Assert.Equal(Decimals(number), Decimals(deviation));
            double unit = Unit(deviation, carried, digits);
            double scale = Math.Pow(10, -power);
            AssertRounded(value * scale, number, unit, text);
            AssertRounded(error * scale, deviation, unit, text);
        },
        cases: 2000);

    [Fact]
    public void A_number_among_others_has_one_digit_more_than_its_mean()
    {
        Assert.Equal("1000000000000.0166", ValueWithError.Resolved(1000000000000.0166, 0.015));
        Assert.Equal("1.40346e-9", ValueWithError.Resolved(1.403456e-9, 3e-13));
        Assert.Equal("0", ValueWithError.Resolved(0, 1e-9));
        Assert.Equal("1.5", ValueWithError.Resolved(1.5, double.NaN));
    }

    /// <summary>What powers of ten beyond the range of doubles would spoil.</summary>
    private static double Scaled(double mantissa, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{mantissa:R}e{exponent}"), CultureInfo.InvariantCulture);

    private static int Decimals(string number) =>
        number.IndexOf('.', StringComparison.Ordinal) is var point && point < 0 ? 0 : number.Length - point - 1;

    private static double Unit(string deviation, string carried, string digits) =>
        Decimals(deviation) > 0 ? Math.Pow(10, -Decimals(deviation)) : Math.Pow(10, digits.Length - carried.Length);

    private static void AssertRounded(double exact, string printed, double unit, string text)
    {
        double distance = Math.Abs(exact - double.Parse(printed, CultureInfo.InvariantCulture));
        Assert.True(distance <= 0.5 * unit * (1 + 1e-6) + 1e-12 * Math.Abs(exact), text);
    }

    [GeneratedRegex(@"^\(?(?<value>-?[\d.]+) \+- (?<error>[\d.]+)\)?(e(?<power>-?\d+))?$")]
    private static partial Regex Printed();
}
