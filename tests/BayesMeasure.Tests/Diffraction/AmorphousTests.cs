using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>What is amorphous, by a standard and as a hump, and what grains hide.</summary>
public class AmorphousTests
{
    private const double Wavelength = 1.5406;

    /// <summary>
    /// Draws from 0.4 to 0.6 of a standard that is 0.2 of the whole: 1 - 0.2/w of the whole, over 0.8 of the
    /// sample.
    /// </summary>
    [Fact]
    public void Share_follows_from_what_the_standard_weighs()
    {
        double[] found = [.. Enumerable.Range(0, 1001).Select(i => 0.4 + 0.0002 * i)];
        AmorphousContent content = AmorphousContent.Of(found, 0.2);
        Assert.Equal((1 - 0.2 * Math.Log(1.5) / 0.2) / 0.8, content.Fraction, 3);
        Assert.Equal((1 - 0.2 / 0.405) / 0.8, content.Interval95.Minimum, 3);
        Assert.Equal((1 - 0.2 / 0.595) / 0.8, content.Interval95.Maximum, 3);
        Assert.False(content.StandardIsLow);
    }

    [Fact]
    public void Standard_that_shows_less_than_it_weighs_is_told()
    {
        AmorphousContent content = AmorphousContent.Of([0.1, 0.12, 0.13, 0.15], 0.2);
        Assert.Equal((0, true), (content.Fraction, content.StandardIsLow));
    }

    /// <summary>The integral over the paths through a sphere, by the midpoint rule.</summary>
    [Theory]
    [InlineData(-0.4)]
    [InlineData(-0.004)]
    [InlineData(0.001)]
    [InlineData(0.006)]
    [InlineData(0.3)]
    [InlineData(2)]
    public void Transmission_is_the_mean_over_a_sphere(double depth)
    {
        const int Steps = 20_000;
        double sum = Enumerable.Range(0, Steps).Select(i => (i + 0.5) / Steps).Sum(u => 3 * u * u * Math.Exp(-2 * depth * u));
        Assert.Equal(sum / Steps, Microabsorption.Transmission(depth), 6);
    }

    /// <summary>
    /// Against mu/rho of photoelectric absorption at Cu K alpha, in cm^2/g: aluminium 48.65, oxygen 10.96, nickel 46.85, zinc
    /// 55.75 (Elam, Ravel and Sieber, Radiat. Phys. Chem. 63 (2002) 121).
    /// </summary>
    [Theory]
    [InlineData("Al2O3", 0.01232)]
    [InlineData("NiO", 0.02667)]
    [InlineData("ZnO", 0.02665)]
    public void Absorption_follows_from_dispersion(string name, double perMicrometre)
    {
        Crystal crystal = PowderMixture.Library.Single(lines => lines.Name == name).Crystal!;
        Assert.Equal(perMicrometre, Microabsorption.AbsorptionOf(crystal, Wavelength), 0.05 * perMicrometre);
    }

    /// <summary>Heights that Brindley's tau has lowered are put right, whatever the mean absorption is.</summary>
    [Fact]
    public void Grains_that_hide_themselves_get_their_weight_back()
    {
        const double Diameter = 10;
        Crystal[] phases =
            [.. PowderMixture.Library.Where(lines => lines.Name is "Al2O3" or "ZnO").Select(lines => lines.Crystal!)];
        double[] weights = [0.6, 0.4];
        double[] absorptions = [.. phases.Select(phase => Microabsorption.AbsorptionOf(phase, Wavelength))];
        double[] volumes = [.. weights.Zip(phases, (weight, phase) => weight / phase.Density)];
        double mean = volumes.Zip(absorptions, (volume, absorption) => volume * absorption).Sum() / volumes.Sum();
        double[] heights = [.. weights.Zip(absorptions, (weight, absorption) =>
            weight * Microabsorption.Transmission((absorption - mean) * 0.5 * Diameter))];
        double[] factors = Microabsorption.Factors(phases, heights, Wavelength, [Diameter, Diameter]);
        double[] corrected = [.. heights.Zip(factors, (height, factor) => height * factor)];
        Assert.Equal(0.6, corrected[0] / corrected.Sum(), 6);
        Assert.NotEqual(0.6, heights[0] / heights.Sum(), 0.02);
    }

    [Fact]
    public void Lists_of_lines_have_no_absorption()
    {
        PowderLines list = StickFile.Parse("list", "d,intensity,rir\n2,100,1\n1.5,50,1", Wavelength)[0];
        var error = Assert.Throws<ArgumentException>(() =>
            PhaseSearch.Of(PowderMixture.Of(1, 0, ("NiO", 1000)), [list], new() { GrainDiameter = 2 }));
        Assert.Contains("absorption is unknown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hump_is_found_where_it_is_and_only_there()
    {
        MeasuredPattern without = PowderMixture.Of(5, 0, ("NiO", 1000));
        PhaseSearchOptions options = new() { HasHump = true };
        Assert.Null(PhaseSearch.Of(without, PowderMixture.Library, options).Hump);
        Measurement data = without.Measurement;
        Measurement glass = new(data.X, data.X.Zip(data.Y, (x, y) => Math.Round(y + 150 * Math.Exp(-Math.Pow((x - 27) / 4, 2)))));
        PhaseSearchResult result = PhaseSearch.Of(
            MeasuredPattern.Of(glass, Radiation.CopperKAlpha), PowderMixture.Library, options);
        Assert.NotNull(result.Hump);
        Assert.Equal(27, result.Hump.TwoTheta, 0.7);
        Assert.Equal(4 * 2 * Math.Sqrt(Math.Log(2)), result.Hump.Width, 1.6);
        Assert.Equal(["NiO"], result.Found.Select(phase => phase.Name));
    }
}
