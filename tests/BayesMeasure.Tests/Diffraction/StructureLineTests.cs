using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>Lines of structures beside those of another program, which has other tables of f0 and dispersion.</summary>
public class StructureLineTests
{
    private const double MostPosition = 1e-4;
    private const double MostIntensity = 1;

    // The reference ends at d = 0.77 angstrom and at 174.8 degrees.
    private static readonly PowderLineOptions Range = new() { LargestTwoTheta = 174.8, LeastShare = 2e-6 };

    public static TheoryData<string> Names => [.. ReferenceStructures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_structure_has_the_lines_of_another_program(string name) =>
        RequireEqual(Compared(Read(name), ReferenceStructures.Lines(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_structure_has_the_ratio_and_the_density_of_another_program(string name)
    {
        Crystal crystal = Read(name);
        (double ratio, double density) = ReferenceStructures.Cell(name);
        Assert.Equal(density, crystal.Density, 1e-3 * density);
        Assert.Equal(ratio, Lines(crystal).ReferenceIntensityRatio, 0.02 * ratio);
    }

    [Fact]
    public void Corundum_is_its_own_reference() => Assert.Equal(1, Lines(Read("Al2O3")).ReferenceIntensityRatio, 1e-9);

    /// <summary>The structure factor of the strongest line of nickel oxide, written out.</summary>
    [Fact]
    public void A_structure_factor_is_the_sum_over_atoms()
    {
        PowderLines lines = Lines(Read("NiO"));
        int line = Enumerable.Range(0, lines.Count).Single(i => lines.Plane(i) == (2, 0, 0));
        double spacing = lines.Spacings[line];
        ReferenceLine reference = ReferenceStructures.Lines("NiO").MinBy(other => Math.Abs(other.Spacing - spacing))!;
        Assert.Equal(6, lines.Multiplicity(line));
        Assert.Equal(reference.SquaredFactor, lines.SquaredStructureFactor(line)!.Value, 0.01 * reference.SquaredFactor);
    }

    [SharedDataFact]
    public void All_structures_have_the_lines_of_another_program()
    {
        string folder = Path.Combine(SharedData.Folder!, "xrd", "structures");
        foreach (IGrouping<string, ReferenceLine> lines in ReferenceStructures.All(folder))
        {
            RequireEqual(Compared(CifFile.Read(Path.Combine(folder, $"{lines.Key}.cif"))[0], [.. lines]));
        }
    }

    [Fact]
    public void A_wrong_occupancy_is_seen()
    {
        Crystal zincite = Read("ZnO");
        CrystalSite[] sites = [.. zincite.Sites.Select(site => site.Atom == "O" ? site with { Occupancy = 0.8 } : site)];
        Crystal wrong = Crystal.Of("wrong", zincite.Cell, "P 6c -2c", sites);
        Assert.True(Compared(wrong, ReferenceStructures.Lines("ZnO")).Intensity > MostIntensity);
    }

    [Fact]
    public void A_wrong_cell_is_seen()
    {
        Crystal zincite = Read("ZnO");
        UnitCell cell = zincite.Cell with { C = zincite.Cell.C + 1e-5 };
        Crystal wrong = Crystal.Of("wrong", cell, "P 6c -2c", zincite.Sites);
        LineComparison compared = Compared(wrong, ReferenceStructures.Lines("ZnO"));
        Assert.True(compared.Position > MostPosition || compared.Joined > 0);
    }

    // Far below its edge nickel scatters with all its electrons; at Cu K alpha it lacks three, a fifth of the intensity.
    [Fact]
    public void Dispersion_follows_the_wavelength()
    {
        Crystal oxide = Read("NiO");
        double copper = PowderLines.Of(oxide, 1.5406).SquaredStructureFactor(1)!.Value;
        double molybdenum = PowderLines.Of(oxide, 0.7093).SquaredStructureFactor(1)!.Value;
        Assert.InRange(copper / molybdenum, 0.75, 0.85);
    }

    [Fact]
    public void A_monochromator_takes_polarised_light_away()
    {
        Crystal oxide = Read("NiO");
        PowderLines without = PowderLines.Of(oxide, 1.5406);
        PowderLines behind = PowderLines.Of(oxide, 1.5406, new() { Monochromator = 90 });

        // Behind 90 degrees one direction of polarisation is left, so that the factor has no cos^2 2 theta.
        double expected = Polarised(without.TwoTheta(1), 0) / Polarised(without.TwoTheta(1), 1)
            / (Polarised(without.TwoTheta(0), 0) / Polarised(without.TwoTheta(0), 1));
        double found = behind.Intensities[1] / without.Intensities[1] / (behind.Intensities[0] / without.Intensities[0]);
        Assert.Equal(expected, found, 1e-12);
    }

    [Fact]
    public void Deuterium_scatters_as_hydrogen_and_is_heavier()
    {
        Crystal light = Read("MgOH2");
        CrystalSite[] heavy = [.. light.Sites.Select(site => site.Atom == "H" ? site with { Atom = "D" } : site)];
        Crystal other = Crystal.Of("heavy", light.Cell, "-P 3 2\"", heavy);
        Assert.Equal(
            Lines(light).SquaredStructureFactor(0)!.Value, Lines(other).SquaredStructureFactor(0)!.Value, 1e-9);
        Assert.Equal(light.MassOfCell + 2 * (2.0141 - 1.0078), other.MassOfCell, 1e-3);
    }

    [Theory]
    [InlineData(0.15406, "nm")]
    [InlineData(154.06, "dispersion")]
    [InlineData(double.NaN, "dispersion")]
    public void A_wavelength_is_in_angstrom(double wavelength, string word) => Assert.Contains(
        word, Assert.Throws<ArgumentException>(() => PowderLines.Of(Read("NiO"), wavelength)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_range_without_lines_says_so() => Assert.Contains(
        "no line",
        Assert.Throws<ArgumentException>(() => PowderLines.Of(Read("NiO"), 1.5406, new() { LargestTwoTheta = 10 })).Message,
        StringComparison.Ordinal);

    private static double Polarised(double twoTheta, double polarisation)
    {
        double cosine = Math.Cos(twoTheta * Math.PI / 180);
        return (1 + polarisation * cosine * cosine) / (1 + polarisation);
    }

    private static Crystal Read(string name) => CifFile.Parse($"{name}.cif", ReferenceStructures.Cif(name)).Single();

    private static PowderLines Lines(Crystal crystal) => PowderLines.Of(crystal, ReferenceStructures.Wavelength, Range);

    private static LineComparison Compared(Crystal crystal, IReadOnlyList<ReferenceLine> lines) => new(Lines(crystal), lines);

    private static void RequireEqual(LineComparison compared)
    {
        Assert.Equal(0, compared.Missing);
        Assert.Equal(0, compared.Extra);
        Assert.True(compared.Position < MostPosition, $"position {compared.Position}");
        Assert.True(compared.Intensity < MostIntensity, $"intensity {compared.Intensity}");
    }
}
