using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;
using BayesMeasure.Samples;

namespace PowderPhases;

/// <summary>The candidates of a folder: structures and lists of lines.</summary>
internal static class CandidateFolder
{
    /// <summary>Reads all files, in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="wavelength">The wavelength in angstrom.</param>
    /// <param name="monochromator">2 theta of the monochromator's crystal in degrees; null without one.</param>
    /// <param name="remarks">Takes a sentence for each table beside structures that is no list of lines.</param>
    public static IReadOnlyList<PowderLines> Read(
        string folder, double wavelength, double? monochromator, ICollection<string> remarks)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"--candidates {folder}: there is no such folder.");
        }

        string[] files = [.. Directory.GetFiles(folder)
            .Where(file => IsOf(file, ".cif") || IsOf(file, ".csv"))
            .Order(StringComparer.Ordinal)];
        try
        {
            bool areStructures = files.Any(file => IsOf(file, ".cif"));
            PowderLines[] lines = [.. files.SelectMany(file => IsOf(file, ".cif")
                ? OfStructures(file, wavelength, new() { Monochromator = monochromator })
                : OfList(file, wavelength, areStructures ? remarks : null))];
            return lines.Length > 0
                ? lines
                : throw new UserErrorException($"--candidates {folder}: there is neither a .cif nor a .csv file.");
        }
        catch (ArgumentException problem)
        {
            throw new UserErrorException(UserErrorException.Sentence(problem), problem);
        }
    }

    private static bool IsOf(string file, string extension) => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<PowderLines> OfStructures(string file, double wavelength, PowderLineOptions options) =>
        CifFile.Read(file).Select(crystal => PowderLines.Of(crystal, wavelength, options));

    private static IEnumerable<PowderLines> OfList(string file, double wavelength, ICollection<string>? remarks)
    {
        try
        {
            return StickFile.Read(file, wavelength);
        }
        catch (MeasurementFormatException) when (remarks != null)
        {
            remarks.Add($"{Path.GetFileName(file)} beside the structures is no list of lines, and was left out.");
            return [];
        }
    }
}
