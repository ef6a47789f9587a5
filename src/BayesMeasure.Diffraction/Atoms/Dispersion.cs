using System.Collections.Frozen;

namespace BayesMeasure.Diffraction.Atoms;

/// <summary>
/// The dispersion f' + i f'' of an element: Chantler, J. Phys. Chem. Ref. Data 24 (1995) 71 and 29 (2000) 597, between whose
/// points lines in the logarithm of the energy are drawn.
/// </summary>
internal sealed class Dispersion
{
    /// <summary>The shortest wavelength of the table, in angstrom.</summary>
    public const double ShortestWavelength = 0.12;

    /// <summary>The longest wavelength of the table, in angstrom.</summary>
    public const double LongestWavelength = 4.2;

    // h c in eV angstrom, by the exact constants of the SI.
    private const double EnergyTimesWavelength = 12398.419843320026;

    private static readonly FrozenDictionary<string, Dispersion> Known = EmbeddedTable.Rows("Dispersion")
        .GroupBy(row => row[0])
        .ToFrozenDictionary(rows => rows.Key, rows => new Dispersion([.. rows]));

    private readonly double[] logEnergies;
    private readonly double[] real;
    private readonly double[] imaginary;

    private Dispersion(string[][] rows)
    {
        logEnergies = [.. rows.Select(row => Math.Log(EmbeddedTable.Number(row[1])))];
        real = [.. rows.Select(row => EmbeddedTable.Number(row[2]))];
        imaginary = [.. rows.Select(row => EmbeddedTable.Number(row[3]))];
    }

    /// <summary>The dispersion of an element; null beyond uranium.</summary>
    public static Dispersion? Find(Element element) => Known.GetValueOrDefault(element.ScatteringSymbol);

    /// <summary>f' and f'' in electrons.</summary>
    /// <param name="wavelength">The wavelength in angstrom.</param>
    public (double Real, double Imaginary) At(double wavelength)
    {
        double x = Math.Log(EnergyTimesWavelength / wavelength);
        int after = Array.BinarySearch(logEnergies, x);
        int i = Math.Clamp((after < 0 ? ~after : after) - 1, 0, logEnergies.Length - 2);
        double share = (x - logEnergies[i]) / (logEnergies[i + 1] - logEnergies[i]);
        return (real[i] + share * (real[i + 1] - real[i]), imaginary[i] + share * (imaginary[i + 1] - imaginary[i]));
    }
}
