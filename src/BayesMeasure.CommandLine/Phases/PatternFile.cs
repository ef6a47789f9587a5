using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Formats;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>A pattern and its radiation, as the command line or the file states it.</summary>
internal static class PatternFile
{
    // What a filter of the other metal leaves of K beta, by areas, in the mixtures that the documentation tells of.
    private const double Filtered = 0.005;
    private const double SameWavelength = 0.002;

    private static readonly (string Anode, Radiation Radiation)[] Anodes =
    [
        ("Cu", Radiation.CopperKAlpha), ("Co", Radiation.CobaltKAlpha), ("Mo", Radiation.MolybdenumKAlpha),
        ("Cr", Radiation.ChromiumKAlpha), ("Fe", Radiation.IronKAlpha), ("Ag", Radiation.SilverKAlpha),
    ];

    /// <summary>Reads a pattern.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wavelength">An anode or a wavelength in angstrom; null to take what the file states.</param>
    /// <param name="monochromator">2 theta of the monochromator's crystal in degrees; null without one.</param>
    /// <param name="withoutSigma">Whether standard deviations of the file are left out.</param>
    public static MeasuredPattern Read(string path, string? wavelength, double? monochromator, bool withoutSigma)
    {
        ReadMeasurement read = MeasurementFile.Read(path, new() { WithoutSigma = withoutSigma });
        return MeasuredPattern.Of(
            read.Measurement, wavelength == null ? Stated(path) : Named(wavelength), monochromator);
    }

    private static Radiation Named(string wavelength)
    {
        Radiation? known = Anodes
            .FirstOrDefault(entry => entry.Anode.Equals(wavelength, StringComparison.OrdinalIgnoreCase)).Radiation;
        return known
            ?? (double.TryParse(wavelength, NumberStyles.Float, CultureInfo.InvariantCulture, out double angstrom)
                ? Radiation.Of(angstrom)
                : throw new UserErrorException(
                    $"--wavelength {wavelength}: give Cu, Co, Mo, Cr, Fe, Ag, or a wavelength in angstrom, such as 1.5406."));
    }

    /// <summary>That one line is fitted where a tube may have emitted two; null where nothing is to be said.</summary>
    public static string? RemarkOn(string? wavelength) =>
        double.TryParse(wavelength, NumberStyles.Float, CultureInfo.InvariantCulture, out double angstrom)
            && Anodes.FirstOrDefault(entry => entry.Radiation.Lines.Any(line =>
                Math.Abs(line.Wavelength - angstrom) < SameWavelength)) is { Anode: { } anode }
            ? $"One line at {wavelength} Å is fitted, as behind a monochromator for Kα1; "
                + $"a tube emits a doublet: give {anode} for it."
            : null;

    /// <summary>K alpha and K beta as an .xrdml file states them; of a known anode with all its lines.</summary>
    private static Radiation Stated(string path)
    {
        XElement? used = path.EndsWith(".xrdml", StringComparison.OrdinalIgnoreCase) ? UsedWavelength(path) : null;
        if (used == null || Number(used, "kAlpha1") is not { } first)
        {
            throw new UserErrorException(
                $"{Path.GetFileName(path)} states no wavelength, and there is no default.\nGive it by --wavelength, such as Cu.");
        }

        Radiation? known = Anodes
            .FirstOrDefault(entry => Math.Abs(entry.Radiation.Wavelength - first) < SameWavelength).Radiation;
        Radiation doublet = known
            ?? (Number(used, "kAlpha2") is { } second && Number(used, "ratioKAlpha2KAlpha1") is { } ratio and > 0
                ? Radiation.Of(first, second, ratio)
                : Radiation.Of(first));
        return Number(used, "kBeta") is { } beta ? doublet.With(beta, Filtered) : doublet;
    }

    private static XElement? UsedWavelength(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants().FirstOrDefault(element => element.Name.LocalName == "usedWavelength");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static double? Number(XElement used, string name) =>
        double.TryParse(
            used.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value,
            CultureInfo.InvariantCulture,
            out double value) && value > 0
            ? value
            : null;
}
