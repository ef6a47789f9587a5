using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Special;
using MathNet.Numerics;

namespace BayesMeasure.Tests.Numerics;

public class LogGammaRatioTests
{
    private const double Tolerance = 4e-15;

    /// <summary>x, and ln Gamma(x + 1/2) - ln Gamma(x) to 17 digits, computed with 60 to 400 digits by mpmath 1.3.</summary>
    public static TheoryData<double, double> References => new()
    {
        { 1e-300, -690.20316295528901 },
        { 1e-12, -27.058656173005234 },
        { 0.001, -6.3367749878848219 },
        { 0.25, -1.0847415732667821 },
        { 0.5, -0.57236494292470009 },
        { 1, -0.12078223763524522 },
        { 1.75, 0.20927283591288215 },
        { 3.5, 0.59078586688098078 },
        { 7.75, 1.007728523289139 },
        { 7.999, 1.0240414427461558 },
        { 8, 1.0241058962355834 },
        { 8.25, 1.0399643200761166 },
        { 12.5, 1.2528669837254404 },
        { 100, 2.3013350982022228 },
        { 1234.5, 3.5591093988263292 },
        { 1e5, 5.7564614824851142 },
        { 12345678.5, 8.1644083102619853 },
        { 1e8, 9.2103403707261827 },
        { 1e150, 172.69388197455343 },
    };

    private static IEnumerable<double> Arguments => Enumerable.Range(0, 4001).Select(i => Math.Pow(10, -8 + 16 * i / 4000.0));

    [Theory]
    [MemberData(nameof(References))]
    public void It_agrees_with_sixty_digits(double x, double expected) =>
        Assert.Equal(expected, Value(x), Tolerance * Math.Max(1, Math.Abs(expected)));

    /// <summary>As far as a difference of two large logarithms can tell.</summary>
    [Fact]
    public void It_agrees_with_the_library_of_the_host() => Assert.All(Arguments, x =>
    {
        double logGamma = SpecialFunctions.GammaLn(x);
        Assert.Equal(SpecialFunctions.GammaLn(x + 0.5) - logGamma, Value(x), 1e-13 * Math.Max(1, Math.Abs(logGamma)));
    });

    /// <summary>Gamma(x + 1/2) / Gamma(x) times Gamma(x + 1) / Gamma(x + 1/2) is x.</summary>
    [Fact]
    public void Two_half_steps_make_a_whole_one() => Assert.All(Arguments, x => Assert.Equal(
        Math.Log(x), Value(x) + Value(x + 0.5), Tolerance * Math.Max(1, Math.Abs(Math.Log(x)))));

    [Fact]
    public void Lanes_give_the_same_bits() => Assert.All(Arguments, x =>
        Assert.Equal(Value(x), Lanes256.Sum(Lanes256.KeepFirst(LogGammaRatio.OfHalfStep<Lanes256>(x), 1))));

    [Fact]
    public void Its_derivative_is_the_difference_of_digamma_functions() => Assert.All([0.3, 2, 7.9, 8.1, 60], (double x) =>
        Assert.Equal(
            SpecialFunctions.DiGamma(x + 0.5) - SpecialFunctions.DiGamma(x),
            LogGammaRatio.OfHalfStep(Dual<Scalar>.Variable(x)).Derivative.Value,
            1e-12));

    [Fact]
    public void Outside_its_domain_it_is_not_a_number()
    {
        Assert.Equal(double.NegativeInfinity, Value(0));
        Assert.True(double.IsNaN(Value(-0.3)));
        Assert.True(double.IsNaN(Value(double.NaN)));
    }

    private static double Value(double x) => LogGammaRatio.OfHalfStep<Scalar>(x).Value;
}
