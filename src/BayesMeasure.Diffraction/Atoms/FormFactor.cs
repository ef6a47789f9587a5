using System.Collections.Frozen;

namespace BayesMeasure.Diffraction.Atoms;

/// <summary>
/// The form factor of an atom at rest far from absorption edges, f0(s) = c + sum_i a_i exp(-b_i s^2) with five terms and
/// s = sin(theta) / lambda, to s = 6 / angstrom: Waasmaier and Kirfel, Acta Cryst. A51 (1995) 416. Hydrogen is the bonded one of
/// Stewart, Davidson and Simpson, J. Chem. Phys. 42 (1965) 3175.
/// </summary>
internal sealed class FormFactor
{
    /// <summary>The largest s, in 1/angstrom, to which the sums were fitted.</summary>
    public const double LargestS = 6;

    private const int Terms = 5;

    private static readonly FrozenDictionary<string, FormFactor> Known = EmbeddedTable.Rows("FormFactors")
        .ToFrozenDictionary(row => row[0], row => new FormFactor([.. row.Skip(1).Select(EmbeddedTable.Number)]));

    private readonly double[] numbers;

    private FormFactor(double[] numbers) => this.numbers = numbers;

    /// <summary>Whether the ion has a form factor of its own; else that of its atom stands for it.</summary>
    public static bool Has(AtomKind kind) => Known.ContainsKey(KeyOf(kind));

    /// <summary>The form factor; null where the element has none.</summary>
    public static FormFactor? Find(AtomKind kind) =>
        Known.GetValueOrDefault(KeyOf(kind)) ?? Known.GetValueOrDefault(kind.Element.ScatteringSymbol);

    /// <summary>f0 in electrons.</summary>
    /// <param name="squaredS">s^2 in 1/angstrom^2.</param>
    public double Evaluate(double squaredS)
    {
        double sum = numbers[0];
        for (int i = 1; i <= Terms; i++)
        {
            sum += numbers[i] * Math.Exp(-numbers[i + Terms] * squaredS);
        }

        return sum;
    }

    private static string KeyOf(AtomKind kind) =>
        kind.Charge == 0 ? kind.Element.ScatteringSymbol : kind.ToString();
}
