namespace CustomModel.Tests;

public class QuasiElasticLineTests
{
    private const double Bin = 0.025;

    private static readonly double[] Resolution = [1, 4, 9, 5, 2];

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.02)]
    public void The_diffusing_part_is_the_convolution_integral(double width)
    {
        foreach (double energy in new[] { -0.4, -0.01, 0, 0.037, 0.2 })
        {
            double integral = Enumerable.Range(0, Resolution.Length).Sum(bin => Midpoints(
                transferred => Resolution[bin] / 21 / Bin * width / Math.PI / (Math.Pow(energy - transferred, 2) + width * width),
                (bin - 2.5) * Bin,
                (bin - 1.5) * Bin));
            Assert.Equal(integral, At(energy, 1, 0, width), 1e-7 * integral);
        }
    }

    [Fact]
    public void What_rests_shows_the_resolution()
    {
        for (int bin = 0; bin < Resolution.Length; bin++)
        {
            Assert.Equal(7 * Resolution[bin] / 21 / Bin, At((bin - 2) * Bin, 7, 1, 0.1), 1e-10);
        }
        Assert.Equal(7 * 6.5 / 21 / Bin, At(-0.5 * Bin, 7, 1, 0.1), 1e-10);
        Assert.Equal(0, At(4 * Bin, 7, 1, 0.1));
    }

    [Fact]
    public void A_narrow_line_rests() => Assert.Equal(At(0, 1, 1, 0.1), At(0, 1, 0, 1e-9), 1e-6);

    private static double At(double energy, double area, double elastic, double width) =>
        ForwardModel.Curve(new QuasiElasticLine(Resolution, Bin)).Evaluate([energy], [area, elastic, width])[0];

    private static double Midpoints(Func<double, double> function, double from, double to) =>
        (to - from) / 2000 * Enumerable.Range(0, 2000).Sum(i => function(from + (i + 0.5) * (to - from) / 2000));
}
