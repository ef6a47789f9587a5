using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>
/// The isotropic displacement of each atom: B, or 8 pi^2 U, of the list of atoms, or else the trace of its tensor,
/// U = sum_ij U_ij a*_i a*_j (a_i . a_j) / 3: Trueblood and others, Acta Cryst. A52 (1996) 770.
/// </summary>
internal sealed class CifDisplacements
{
    private const string Tag = "_atom_site_aniso_";
    private const double BOfU = 8 * Math.PI * Math.PI;

    private static readonly string[] Entries = ["11", "22", "33", "23", "13", "12"];

    private readonly CifBlock block;
    private readonly IReadOnlyList<CifToken>? isotropicB;
    private readonly IReadOnlyList<CifToken>? isotropicU;
    private readonly Dictionary<string, double> ofTensors = [];

    /// <param name="block">The block.</param>
    /// <param name="cell">Its cell.</param>
    public CifDisplacements(CifBlock block, UnitCell cell)
    {
        this.block = block;
        isotropicB = block.Column("_atom_site_b_iso_or_equiv");
        isotropicU = block.Column("_atom_site_u_iso_or_equiv");
        if (block.Column("_atom_site_aniso_label") is { } labels)
        {
            ReadTensors(labels, cell, "u", BOfU);
            ReadTensors(labels, cell, "b", 1);
        }
    }

    /// <summary>B of an atom in angstrom^2; null where the file does not say it.</summary>
    /// <param name="i">Its row.</param>
    /// <param name="label">Its label.</param>
    /// <param name="count">How many rows there are.</param>
    public double? Find(int i, string? label, int count) =>
        Isotropic(isotropicB, i, count, "_atom_site_B_iso_or_equiv")
        ?? BOfU * Isotropic(isotropicU, i, count, "_atom_site_U_iso_or_equiv")
        ?? (label != null && ofTensors.TryGetValue(label, out double b) ? b : null);

    private double? Isotropic(IReadOnlyList<CifToken>? column, int i, int count, string tag) =>
        column?.Count == count && !column[i].IsMissing ? block.Number(column[i], tag) : null;

    private void ReadTensors(IReadOnlyList<CifToken> labels, UnitCell cell, string kind, double scale)
    {
        IReadOnlyList<CifToken>?[] columns = [.. Entries.Select(entry => block.Column($"{Tag}{kind}_{entry}"))];
        if (columns.Any(column => column?.Count != labels.Count))
        {
            return;
        }

        Metric direct = cell.Direct();
        Metric reciprocal = cell.Reciprocal();
        double[] weights = [.. Entries.Select(entry => Weight(direct, reciprocal, entry[0] - '1', entry[1] - '1'))];
        for (int n = 0; n < labels.Count; n++)
        {
            if (columns.All(column => !column![n].IsMissing))
            {
                double trace = columns.Index()
                    .Sum(entry => weights[entry.Index] * block.Number(entry.Item![n], $"{Tag}{kind}_{Entries[entry.Index]}"));
                ofTensors[labels[n].Text] = scale * trace / 3;
            }
        }
    }

    private static double Weight(Metric direct, Metric reciprocal, int i, int j) =>
        (i == j ? 1 : 2) * Math.Sqrt(reciprocal[i, i] * reciprocal[j, j]) * direct[i, j];
}
