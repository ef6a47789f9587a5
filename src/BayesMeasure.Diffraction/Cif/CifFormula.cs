using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>A chemical formula as files write it: "Al2 O3".</summary>
internal static partial class CifFormula
{
    private const double Tolerance = 0.05;

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

    /// <summary>
    /// What the formula times Z of a block says that a cell holds, where its contents are others; null where they are not, or the
    /// block says too little.
    /// </summary>
    public static string? Contradicted(CifBlock block, string contents)
    {
        CifToken? stated = block.Value("_chemical_formula_sum");
        if (stated is not CifToken formula || block.Value("_cell_formula_units_z") is not CifToken units)
        {
            return null;
        }

        double count = block.Number(units, "_cell_formula_units_Z");
        Dictionary<string, double> atoms = Parse(contents);
        Dictionary<string, double> expected = Parse(formula.Text);
        bool isEqual = atoms.Count == expected.Count && expected.All(entry =>
            atoms.TryGetValue(entry.Key, out double found) && Math.Abs(count * entry.Value - found) <= Tolerance * found);
        return isEqual ? null : string.Create(CultureInfo.InvariantCulture, $"{count} × {CifBlock.Short(formula.Text)}");
    }

    [GeneratedRegex(@"([A-Z][a-z]?)(\d+(?:\.\d+)?)?")]
    private static partial Regex Atoms();
}
