using BayesMeasure.Models.Backgrounds;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Models.Backgrounds;

public class PolynomialBackgroundTests
{
    private static readonly double[] Points = [.. Enumerable.Range(0, 21).Select(i => 2 + 0.25 * i)];

    public static TheoryData<int, Func<double, double>> ClosedForms => new()
    {
        { 0, _ => 1 },
        { 1, t => t },
        { 2, t => (3 * t * t - 1) / 2 },
        { 3, t => (5 * t * t * t - 3 * t) / 2 },
        { 4, t => (35 * Math.Pow(t, 4) - 30 * t * t + 3) / 8 },
        { 5, t => (63 * Math.Pow(t, 5) - 70 * Math.Pow(t, 3) + 15 * t) / 8 },
    };

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void Each_coefficient_multiplies_its_Legendre_polynomial(int degree, Func<double, double> legendre)
    {
        double[] coefficients = new double[6];
        coefficients[degree] = 1.7;
        double[] curve = Evaluate(new(5, 2, 7), coefficients);
        for (int i = 0; i < Points.Length; i++)
        {
            Assert.Equal(1.7 * legendre((Points[i] - 4.5) / 2.5), curve[i], 1e-13);
        }
    }

    [Fact]
    public void Polynomials_up_to_degree_20_are_orthogonal_with_the_norm_of_Legendre()
    {
        for (int left = 0; left <= 20; left++)
        {
            for (int right = left; right <= 20; right++)
            {
                double overlap = GaussLegendreRule.Integrate(t => Single(left, t) * Single(right, t), -1, 1, 32);
                Assert.Equal(left == right ? 2.0 / (2 * left + 1) : 0, overlap, 1e-12);
            }
        }
    }

    [Fact]
    public void Parameters_are_numbered_from_0() =>
        Assert.Equal(["coefficient0", "coefficient1", "coefficient2"], new PolynomialBackground(2, 0, 1).ParameterNames);

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(21, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(2, double.NaN, 1)]
    [InlineData(2, 0, double.NaN)]
    [InlineData(2, double.NegativeInfinity, 1)]
    [InlineData(2, 0, double.PositiveInfinity)]
    public void A_degree_or_an_interval_out_of_range_is_refused(int degree, double minimum, double maximum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialBackground(degree, minimum, maximum));

    private static double Single(int degree, double t)
    {
        double[] coefficients = new double[degree + 1];
        coefficients[degree] = 1;
        double[] y = new double[1];
        new PolynomialBackground(degree, -1, 1).Evaluate([t], coefficients, y);
        return y[0];
    }

    private static double[] Evaluate(PolynomialBackground model, double[] coefficients)
    {
        double[] y = new double[Points.Length];
        model.Evaluate(Points, coefficients, y);
        return y;
    }
}
