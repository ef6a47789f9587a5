using BayesMeasure.Models.Scattering;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Models.Scattering;

/// <summary>Scattering against the integrals that define it: over the volume of a particle, and over the sizes of all.</summary>
public class ScatteringTests
{
    private static readonly double[] Q = [0, 1e-9, 1e-4, 0.01, 0.05, 0.1, 0.21, 0.4, 0.8, 1.3, 2.2, 3];

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Equal_spheres(double radius) => FormulaCheck.Of<SphereScattering>(
        Q, [3, radius], (q, p) => p[0] * Math.Pow(Profile(q, (p[1], 1)) / Profile(0, (p[1], 1)), 2), 1e-13, 1e-7);

    [Fact]
    public void A_small_argument_loses_nothing()
    {
        foreach (double u in new[] { 1e-12, 1e-3, 0.3, 0.7, 0.9999999, 1.0000001 })
        {
            double exact = Math.Pow(Profile(u, (1, 1)) / Profile(0, (1, 1)), 2);
            Assert.Equal(exact, ComponentRun<SphereScattering>.Over([u], [1, 1], 1)[0], 4e-15);
        }
    }

    [Theory]
    [InlineData(3, 1.5, 1, -0.4)]
    [InlineData(2, 0.5, 0.2, 1)]
    [InlineData(4, 2, 0, 1)]
    public void Spheres_with_a_shell(double radius, double thickness, double core, double shell) =>
        FormulaCheck.Of<CoreShellScattering>(
            Q,
            [0.01, radius, thickness, core, shell],
            (q, p) => p[0] * Math.Pow(Profile(q, (p[1], p[3] - p[4]), (p[1] + p[2], p[4])), 2),
            1e-12);

    [Fact]
    public void A_shell_like_the_liquid_or_like_the_core_is_a_sphere()
    {
        double[] sphere = ComponentRun<SphereScattering>.Over(Q, [Math.Pow(4 * Math.PI / 3 * 27, 2), 3], 4);
        double[] unseen = ComponentRun<CoreShellScattering>.Over(Q, [1, 3, 1, 1, 0], 4);
        double[] alike = ComponentRun<CoreShellScattering>.Over(Q, [1, 2, 1, 1, 1], 4);
        Assert.All(sphere.Index(), item => Assert.Equal(item.Item, unseen[item.Index], 1e-12 * sphere[0]));
        Assert.All(sphere.Index(), item => Assert.Equal(item.Item, alike[item.Index], 1e-12 * sphere[0]));
    }

    [Theory]
    [InlineData(5, 0.3, 1e-12)]
    [InlineData(5, 0.1, 1e-12)]
    [InlineData(2, 0.7, 1e-10)]
    [InlineData(8, 0.03, 1e-11)]
    public void Schulz_distributed_spheres(double radius, double polydispersity, double tolerance) =>
        FormulaCheck.Of<SchulzSphereScattering>(
            Q, [2, radius, polydispersity], (q, p) => p[0] * MeanOverSchulz(q, p[1], p[2]), tolerance, 1e-5);

    [Fact]
    public void The_tail_of_a_Schulz_distribution_keeps_its_digits()
    {
        double exact = MeanOverSchulz(3, 5, 0.2);
        Assert.InRange(exact, 1e-7, 1e-3);
        Assert.Equal(1, ComponentRun<SchulzSphereScattering>.Over([3], [1, 5, 0.2], 2)[0] / exact, 1e-9);
    }

    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(5, 0.1)]
    [InlineData(2, 0.5)]
    public void Log_normally_distributed_spheres(double radius, double spread) => FormulaCheck.Of<LogNormalSphereScattering>(
        [.. Q.Where(q => 2 * q * radius * spread * Math.Exp(6 * spread * spread) < 15)],
        [2, radius, spread],
        (q, p) => p[0] * MeanOverLogNormal(q, p[1], p[2]),
        1e-6,
        1e-4);

    [Fact]
    public void A_narrow_distribution_is_none()
    {
        double[] sphere = ComponentRun<SphereScattering>.Over(Q, [1, 4], 8);
        double[] schulz = ComponentRun<SchulzSphereScattering>.Over(Q, [1, 4, 1e-2], 8);
        double[] logNormal = ComponentRun<LogNormalSphereScattering>.Over(Q, [1, 4, 0], 8);
        Assert.All(sphere.Index(), item => Assert.Equal(item.Item, schulz[item.Index], 4e-3));
        Assert.All(sphere.Index(), item => Assert.Equal(item.Item, logNormal[item.Index], 1e-6));
    }

    /// <summary>The integral of contrast times sin(qr)/(qr) over nested spheres.</summary>
    private static double Profile(double q, params (double Radius, double Contrast)[] spheres) => spheres.Sum(sphere =>
        sphere.Contrast * Panels(r => 4 * Math.PI * r * r * Trig.Sinc(q * r / Math.PI), 0, sphere.Radius, 8));

    private static double MeanOverSchulz(double q, double radius, double polydispersity)
    {
        double shape = 1 / (polydispersity * polydispersity) + 6;
        var sizes = new Gamma(shape, (shape - 6) / radius);
        double low = Math.Max(0, sizes.Mean - 14 * sizes.StdDev);
        return Panels(r => sizes.Density(r) * SphereSquare(q * r), low, sizes.Mean + 20 * sizes.StdDev, 24);
    }

    private static double MeanOverLogNormal(double q, double radius, double spread)
    {
        var sizes = new LogNormal(Math.Log(radius), spread);
        double Moment(double at) => Panels(
            t => Math.Exp(7 * t) * sizes.Density(Math.Exp(t)) * SphereSquare(at * Math.Exp(t)),
            Math.Log(radius) + 6 * spread * spread - 9 * spread,
            Math.Log(radius) + 6 * spread * spread + 9 * spread,
            24);
        return Moment(q) / Moment(0);
    }

    private static double SphereSquare(double u) => u < 0.05
        ? 1 - u * u / 5 + 3 * Math.Pow(u, 4) / 175 - 4 * Math.Pow(u, 6) / 4725
        : Math.Pow(3 * (Math.Sin(u) - u * Math.Cos(u)) / (u * u * u), 2);

    private static double Panels(Func<double, double> function, double from, double to, int count) =>
        Enumerable.Range(0, count).Sum(panel => GaussLegendreRule.Integrate(
            function, from + panel * (to - from) / count, from + (panel + 1) * (to - from) / count, 32));
}
