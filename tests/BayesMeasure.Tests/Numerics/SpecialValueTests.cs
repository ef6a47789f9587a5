namespace BayesMeasure.Tests.Numerics;

public sealed class SpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(710.0, Infinity)]
    [InlineData(1e300, Infinity)]
    [InlineData(Infinity, Infinity)]
    [InlineData(-746.0, 0.0)]
    [InlineData(-745.0, double.Epsilon)]
    [InlineData(-1e300, 0.0)]
    [InlineData(-Infinity, 0.0)]
    [InlineData(NaN, NaN)]
    public void Exp(double x, double expected) => Bits.AssertSame(expected, LaneRun<ExpFunction>.Of(x));

    [Theory]
    [InlineData(0.0, -Infinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(-double.Epsilon, NaN)]
    [InlineData(-1.0, NaN)]
    [InlineData(-Infinity, NaN)]
    [InlineData(Infinity, Infinity)]
    [InlineData(NaN, NaN)]
    public void Log(double x, double expected) => Bits.AssertSame(expected, LaneRun<LogFunction>.Of(x));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(Infinity, NaN)]
    [InlineData(-Infinity, NaN)]
    [InlineData(NaN, NaN)]
    public void Sin(double x, double expected) => Bits.AssertSame(expected, LaneRun<SinFunction>.Of(x));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.Epsilon, 1.0)]
    [InlineData(Math.PI, -1.0)]
    [InlineData(Infinity, NaN)]
    [InlineData(-Infinity, NaN)]
    [InlineData(NaN, NaN)]
    public void Cos(double x, double expected) => Bits.AssertSame(expected, LaneRun<CosFunction>.Of(x));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(40.0, 1.0)]
    [InlineData(-1e300, -1.0)]
    [InlineData(Infinity, 1.0)]
    [InlineData(-Infinity, -1.0)]
    [InlineData(NaN, NaN)]
    public void Tanh_and_erf(double x, double expected)
    {
        Bits.AssertSame(expected, LaneRun<TanhFunction>.Of(x));
        Bits.AssertSame(expected, LaneRun<ErfFunction>.Of(x));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(1.0, Math.PI / 4)]
    [InlineData(1e300, Math.PI / 2)]
    [InlineData(Infinity, Math.PI / 2)]
    [InlineData(-Infinity, -Math.PI / 2)]
    [InlineData(NaN, NaN)]
    public void Atan(double x, double expected) => Bits.AssertSame(expected, LaneRun<AtanFunction>.Of(x));

    [Fact]
    public void Negative_zero()
    {
        Bits.AssertSame(1.0, LaneRun<ExpFunction>.Of(-0.0));
        Bits.AssertSame(-Infinity, LaneRun<LogFunction>.Of(-0.0));
        Bits.AssertSame(-0.0, LaneRun<SinFunction>.Of(-0.0));
        Bits.AssertSame(1.0, LaneRun<CosFunction>.Of(-0.0));
        Bits.AssertSame(-0.0, LaneRun<TanhFunction>.Of(-0.0));
        Bits.AssertSame(-0.0, LaneRun<AtanFunction>.Of(-0.0));
        Bits.AssertSame(-0.0, LaneRun<ErfFunction>.Of(-0.0));
    }

    [Fact]
    public void Pow_follows_the_rules_of_the_runtime()
    {
        double[] bases =
            [0.0, double.Epsilon, 1e-300, 0.5, 0.9999999999999999, 1.0, 1.0000000000000002, 2.0, 1e300, Infinity, NaN];
        double[] exponents =
            [0.0, -0.0, double.Epsilon, -double.Epsilon, 0.5, -0.5, 1.0, -1.0, 2.0, 1e300, -1e300, Infinity, -Infinity, NaN];
        foreach (double x in bases)
        {
            foreach (double y in exponents)
            {
                double expected = Math.Pow(x, y);
                double actual = LaneRun<PowFunction>.Of(x, y);
                bool close = expected.Equals(actual) || Math.Abs(expected - actual) <= 4e-16 * expected;
                Assert.True(close, $"pow({x:R}, {y:R}) = {actual:R}, not {expected:R}");
            }
        }
    }

    [Theory]
    [InlineData(-1.0, 2.0)]
    [InlineData(-double.Epsilon, 0.0)]
    [InlineData(-Infinity, 1.0)]
    public void Pow_of_a_negative_base_is_NaN(double x, double y) => Assert.Equal(NaN, LaneRun<PowFunction>.Of(x, y));

    [Theory]
    [InlineData(1.0, NaN)]
    [InlineData(NaN, 1.0)]
    public void Min_and_max_pass_NaN_on_and_select_takes_the_other_branch(double x, double y)
    {
        Assert.Equal(NaN, LaneRun<MinFunction>.Of(x, y));
        Assert.Equal(NaN, LaneRun<MaxFunction>.Of(x, y));
        Assert.Equal(y - 1.0, LaneRun<SelectFunction>.Of(x, y));
    }

    [Fact]
    public void Min_max_abs_and_select()
    {
        Assert.Equal(-2.0, LaneRun<MinFunction>.Of(3.0, -2.0));
        Assert.Equal(3.0, LaneRun<MaxFunction>.Of(3.0, -2.0));
        Assert.Equal(2.0, LaneRun<AbsFunction>.Of(-2.0));
        Assert.Equal(-4.0, LaneRun<SelectFunction>.Of(-2.0, 5.0));
        Assert.Equal(4.0, LaneRun<SelectFunction>.Of(5.0, 5.0));
    }

    [Fact]
    public void A_bad_lane_does_not_spoil_its_neighbours()
    {
        double[] x = [1.0, NaN, Infinity, -1.0, 1e-310, 0.0, 1e20, 2.0];
        double[] together = LaneRun<SinFunction>.Over(x, x, 8);
        double[] logarithms = LaneRun<LogFunction>.Over(x, x, 8);
        for (int i = 0; i < x.Length; i++)
        {
            Bits.AssertSame(LaneRun<SinFunction>.Of(x[i]), together[i]);
            Bits.AssertSame(LaneRun<LogFunction>.Of(x[i]), logarithms[i]);
        }
    }
}
