using BayesMeasure.Models;
using BayesMeasure.Models.Moessbauer;

namespace BayesMeasure.Tests.Models.Moessbauer;

public class MoessbauerTests
{
    private static readonly double[] Velocity = [.. Enumerable.Range(-20, 41).Select(i => 0.31 * i)];

    [Fact]
    public void A_singlet() => FormulaCheck.Of<MoessbauerSinglet>(
        Velocity, [3, 0.6, 0.25, 0.4], (v, p) => -p[0] * p[1] * Lorentzian(v - p[3], p[2]), 1e-14);

    [Fact]
    public void A_doublet() => FormulaCheck.Of<MoessbauerDoublet>(
        Velocity,
        [3, 0.6, 0.25, 0.4, 0.8, 0.5],
        (v, p) => new[] { -0.5, 0.5 }.Sum(side =>
            -0.5 * p[0] * p[1] * Lorentzian(v - p[3] - side * p[4] * Math.Sqrt(1 + p[5] * p[5] / 3), p[2])),
        1e-14);

    [Theory]
    [InlineData(33, 0, 2)]
    [InlineData(51, -0.1, 3.1)]
    public void A_sextet_is_the_transitions_between_the_sublevels(double field, double quadrupole, double ratio) =>
        FormulaCheck.Of<MoessbauerSextet>(Velocity, [3, 0.6, 0.25, 0.4, field, quadrupole, ratio], Sextet, 1e-12);

    [Theory]
    [Trait("science", "spectral-deconvolution.md: B3, alpha-Fe +-5.31, +-3.08, +-0.84 mm/s")]
    [InlineData(5.31)]
    [InlineData(3.08)]
    [InlineData(0.84)]
    public void The_lines_of_iron_are_where_they_are_known_to_be(double expected)
    {
        const double width = 0.01;
        double[] fine = [.. Enumerable.Range(-200, 401).Select(i => expected + 1e-4 * i)];
        foreach (int sign in new[] { -1, 1 })
        {
            double[] y = ComponentRun<MoessbauerSextet>.Over([.. fine.Select(v => sign * v)], [1, 1, width, 0, 33.0, 0, 2], 4);
            Assert.Equal(expected, fine[Array.IndexOf(y, y.Min())], 0.005);
        }
    }

    [Fact]
    public void A_site_takes_away_its_share_of_the_area()
    {
        double[] fine = [.. Enumerable.Range(-200_000, 400_001).Select(i => 0.01 * i)];
        foreach (double[] y in new[]
        {
            ComponentRun<MoessbauerSinglet>.Over(fine, [3, 0.6, 0.3, 0.1], 8),
            ComponentRun<MoessbauerDoublet>.Over(fine, [3, 0.6, 0.3, 0.1, 0.7, 0.2], 8),
            ComponentRun<MoessbauerSextet>.Over(fine, [3, 0.6, 0.3, 0.1, 33, 0.05, 2.7], 8),
        })
            Assert.Equal(-1.8, y.Sum() * 0.01, 1e-3);
    }

    [Fact]
    public void The_lines_of_a_powder_are_3_2_1_1_2_3()
    {
        double[] lines = ComponentRun<MoessbauerSextet>.Over([5.3123, 3.0778, 0.8432], [1, 1, 1e-3, 0, 33.0, 0, 2], 1);
        double[] wide = ComponentRun<MoessbauerSextet>.Over([5.3123, 3.0778, 0.8432], [1, 1, 0.02, 0, 33.0, 0, 2], 1);
        Assert.Equal(3, wide[0] / wide[2], 0.05);
        Assert.Equal(2, wide[1] / wide[2], 0.05);
        Assert.All(lines, line => Assert.True(line < -1));
    }

    /// <summary>
    /// All transitions with a change of m by at most 1; their intensities are squared Clebsch-Gordan coefficients, 3 : 2 : 1 in a
    /// powder, and the energies of the sublevels those of moments in a field, with the quadrupole shift of each |m|.
    /// </summary>
    private static double Sextet(double v, double[] p)
    {
        const double millimetres = 3.15245125844e-8 * 2.99792458e11 / 14412.5;
        double sum = 0;
        foreach (double ground in new[] { -0.5, 0.5 })
        {
            foreach (double excited in new[] { -1.5, -0.5, 0.5, 1.5 })
            {
                double change = Math.Abs(excited - ground);
                double intensity = change > 1.5 ? 0 : change < 0.5 ? p[6] : Math.Abs(excited) > 1 ? 3 : 1;
                double level = 0.1549 / 1.5 * excited + 0.0906 / 0.5 * ground;
                double shift = Math.Abs(excited) > 1 ? p[5] : -p[5];
                sum += intensity * Lorentzian(v - p[3] - millimetres * p[4] * level - shift, p[2]);
            }
        }

        return -p[0] * p[1] * sum / (8 + 2 * p[6]);
    }

    private static double Lorentzian(double distance, double width) =>
        0.5 * width / Math.PI / (distance * distance + 0.25 * width * width);
}
