using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using CsCheck;

namespace BayesMeasure.Tests.Models;

/// <summary>Every component against its formula, with every width of lanes and with derivatives.</summary>
public class ComponentTests
{
    private static readonly Gen<double[]> Parameters =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[0.2, 4], Gen.Double[-2, 2], (a, b, c) => new[] { a, b, c });

    private static readonly double[] Abscissae = [.. Enumerable.Range(0, 13).Select(i => -3 + 0.47 * i)];

    [Fact]
    public void The_Gaussian_peak_is_its_formula() =>
        Check<GaussianPrecisionPeak>(3, (x, p) => p[0] * Math.Exp(-0.5 * p[1] * (x - p[2]) * (x - p[2])));

    [Fact]
    public void The_Lorentzian_peak_is_its_formula() =>
        Check<LorentzianPeak>(3, (x, p) => p[0] * p[1] * p[1] / (p[1] * p[1] + 4 * (x - p[2]) * (x - p[2])));

    [Fact]
    public void The_constant_background_is_constant() => Check<ConstantBackground>(1, (_, p) => p[0]);

    [Fact]
    public void The_linear_background_has_its_level_at_the_reference() =>
        Check<LinearBackground>(3, (x, p) => p[0] + p[1] * (x - p[2]));

    [Fact]
    public void A_formula_that_is_off_by_a_hundred_millionth_is_found_out() => Assert.ThrowsAny<Exception>(
        () => Check<GaussianPrecisionPeak>(3, (x, p) => p[0] * Math.Exp(-(0.5 + 1e-8) * p[1] * (x - p[2]) * (x - p[2]))));

    [Fact]
    public void Widths_are_those_of_the_documentation()
    {
        double halfOfGauss = 0.5 * 2.3548200450309493 / Math.Sqrt(2.5);
        Assert.Equal(0.5, ComponentRun<GaussianPrecisionPeak>.Over([halfOfGauss], [1, 2.5, 0], 1)[0], 1e-14);
        Assert.Equal(0.5, ComponentRun<LorentzianPeak>.Over([1.25], [1, 0.5, 1], 1)[0], 1e-14);
    }

    [Fact]
    public void Components_name_their_parameters_and_their_amplitude()
    {
        Assert.Equal(["amplitude", "precision", "center"], GaussianPrecisionPeak.ParameterNames);
        Assert.Equal(["amplitude", "width", "center"], LorentzianPeak.ParameterNames);
        Assert.Equal(["offset"], ConstantBackground.ParameterNames);
        Assert.Equal(["offset", "slope", "reference"], LinearBackground.ParameterNames);
        Assert.Equal("amplitude", GaussianPrecisionPeak.Amplitude);
        Assert.Equal("amplitude", LorentzianPeak.Amplitude);
    }

    private static void Check<TComponent>(int count, Func<double, double[], double> formula)
        where TComponent : struct, IComponent =>
        ComponentCheck.IsFormula<TComponent>(Parameters.Select(drawn => drawn[..count]), Abscissae, formula);
}
