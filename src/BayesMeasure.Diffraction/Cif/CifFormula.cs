using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>A chemical formula as files write it: "Al2 O3".</summary>
internal static partial class CifFormula
{
    /// <summary>The number of atoms of each symbol.</summary>
    public static Dictionary<string, double> Parse(string formula)
    {
        Dictionary<string, double> atoms = [];
        foreach (Match match in Atoms().Matches(formula))
        {
            string symbol = match.Groups[1].Value;
            bool hasCount = double.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out double count);
            atoms[symbol] = atoms.GetValueOrDefault(symbol) + (hasCount ? count : 1);
        }

        return atoms;
    }

    [GeneratedRegex(@"([A-Z][a-z]?)(\d+(?:\.\d+)?)?")]
    private static partial Regex Atoms();
}
