using System.Globalization;
using System.Text;

namespace BayesMeasure.Problems.Structures;

/// <summary>A line that another program computed.</summary>
/// <param name="Spacing">d in angstrom.</param>
/// <param name="TwoTheta">2 theta in degrees, at <see cref="ReferenceStructures.Wavelength"/>.</param>
/// <param name="SquaredFactor">The sum of |F|^2 of all planes, with dispersion, in electrons^2.</param>
/// <param name="Intensity">The intensity; the strongest line has 100.</param>
public sealed record ReferenceLine(double Spacing, double TwoTheta, double SquaredFactor, double Intensity);

/// <summary>
/// Crystal structures written for the project, and their lines by another program (gemmi, with f0 of International Tables C and
/// the dispersion of Cromer and Liberman): ten that are shipped, and all 67 where the folder of shared data is.
/// </summary>
public static class ReferenceStructures
{
    /// <summary>The wavelength of the lines in angstrom.</summary>
    public const double Wavelength = 1.5405929;

    /// <summary>The names of the ten.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["Al2O3", "NiO", "ZnO", "V2O5", "monoclinic-ZrO2", "Li2CO3", "MgOH2", "ZnFe2O4", "LaB6", "quartz"];

    /// <summary>The CIF of one of the ten.</summary>
    public static string Cif(string name) => Text($"{name}.cif");

    /// <summary>The lines of one of the ten.</summary>
    public static IReadOnlyList<ReferenceLine> Lines(string name) =>
        [.. Rows(Text("reference_lines.csv")).Where(row => row[0] == name).Select(row => Line(row[1..]))];

    /// <summary>I/Ic of one of the ten, and its density in g/cm^3.</summary>
    public static (double Ratio, double Density) Cell(string name)
    {
        string[] row = Rows(Text("reference_cells.csv")).Single(row => row[0] == name);
        return (Number(row[2]), Number(row[1]));
    }

    /// <summary>The lines of all 67, of the folder of shared data.</summary>
    /// <param name="folder">The folder of the structures.</param>
    public static ILookup<string, ReferenceLine> All(string folder) =>
        Rows(File.ReadAllText(Path.Combine(folder, "reference_lines.csv"))).Skip(1).ToLookup(
            row => row[0], row => Line([row[3], row[4], row[6], row[7]]));

    private static ReferenceLine Line(string[] fields) =>
        new(Number(fields[0]), Number(fields[1]), Number(fields[2]), Number(fields[3]));

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string text) => text.Split('\n')
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.TrimEnd().Split(','));

    private static string Text(string file)
    {
        using Stream stream = typeof(ReferenceStructures).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
