using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>
/// Corundum, alpha-Al2O3, to whose strongest line intensities are related: with half of each by weight, a phase's strongest line
/// has I/Ic times the height of corundum's. Cell and coordinates as in the standard SRM 676 and its refinements.
/// </summary>
internal static class Corundum
{
    // The strongest lines, 104, 113 and 116, have spacings of 2.55, 2.09 and 1.60 angstrom.
    private const double SmallestSpacing = 1.3;

    private static readonly Crystal Crystal = Crystal.Of(
        "corundum",
        new UnitCell(4.7587, 4.7587, 12.9929, 90, 90, 120),
        "-R 3 2\"c",
        [new CrystalSite("Al1", "Al", 0, 0, 0.3522), new CrystalSite("O1", "O", 0.3063, 0, 0.25)]);

    /// <summary>The strongest line on the absolute scale: |F|^2 LP / (V^2 density).</summary>
    public static double StrongestLine(double wavelength, LorentzPolarisation factor)
    {
        double spacing = Math.Max(SmallestSpacing, 0.501 * wavelength);
        List<Reflection> reflections = StructureFactors.Of(Crystal, wavelength, spacing);
        return LineGroup.Of(reflections)
            .Max(line => line.SquaredFactor * factor.At(0.5 * wavelength / line.Spacing)) * ScaleOf(Crystal);
    }

    /// <summary>What brings |F|^2 LP to the intensity of a weight: 1 / (V^2 density).</summary>
    public static double ScaleOf(Crystal crystal) => 1 / (crystal.Cell.Volume * crystal.Cell.Volume * crystal.Density);
}
