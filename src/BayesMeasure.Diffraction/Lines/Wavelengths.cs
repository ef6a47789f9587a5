using BayesMeasure.Diffraction.Atoms;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>What a wavelength may be.</summary>
internal static class Wavelengths
{
    // K alpha of silver, molybdenum, copper, cobalt, iron and chromium, in angstrom.
    private static readonly double[] Tubes = [0.5594, 0.7093, 1.5406, 1.5418, 1.7890, 1.9360, 2.2897];

    private const double Likeness = 5e-4;

    /// <summary>What is wrong with a wavelength: a sentence; null where nothing is.</summary>
    public static string? Problem(double wavelength)
    {
        const double AngstromsInNanometre = 10;
        double tube = Tubes.FirstOrDefault(tube => Math.Abs(AngstromsInNanometre * wavelength / tube - 1) < Likeness);
        return tube > 0 ? $"The wavelength {wavelength} is that of a tube in nm: write {tube}, in Å."
            : wavelength is >= Dispersion.ShortestWavelength and <= Dispersion.LongestWavelength ? null
            : $"The wavelength is {wavelength} Å; dispersion is known from {Dispersion.ShortestWavelength} to "
                + $"{Dispersion.LongestWavelength} Å.";
    }

    /// <summary>Requires a wavelength in angstrom that is known to the table of dispersion.</summary>
    public static double RequireAngstrom(double wavelength, string parameter) =>
        Problem(wavelength) is string problem ? throw new ArgumentException(problem, parameter) : wavelength;
}
