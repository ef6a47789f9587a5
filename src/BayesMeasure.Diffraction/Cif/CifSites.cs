using BayesMeasure.Diffraction.Atoms;
using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>The atoms of a block.</summary>
internal sealed class CifSites
{
    private const double MostOccupancy = 1.03;
    private const double MostB = 25;
    private const int MostNamed = 6;

    private static readonly string[] Coordinates = ["_atom_site_fract_x", "_atom_site_fract_y", "_atom_site_fract_z"];

    private readonly CifBlock block;
    private readonly List<string> remarks;
    private readonly IReadOnlyList<CifToken>[] coordinates;
    private readonly IReadOnlyList<CifToken>? labels;
    private readonly IReadOnlyList<CifToken>? types;
    private readonly IReadOnlyList<CifToken>? occupancies;
    private readonly IReadOnlyList<CifToken>? flags;
    private readonly CifDisplacements displacements;
    private readonly HashSet<string> compound;
    private readonly List<CrystalSite> sites = [];
    private readonly List<int> lines = [];
    private readonly List<string> ofLabels = [];
    private int withoutDisplacement;

    private CifSites(CifBlock block, UnitCell cell, IReadOnlyList<CifToken> first, List<string> remarks)
    {
        (this.block, this.remarks) = (block, remarks);
        coordinates = [.. Coordinates.Select(tag => OfLength(tag, first.Count, first[0]))];
        labels = Optional("_atom_site_label", first.Count);
        types = Optional("_atom_site_type_symbol", first.Count);
        occupancies = Optional("_atom_site_occupancy", first.Count);
        flags = Optional("_atom_site_calc_flag", first.Count);
        displacements = new(block, cell);
        compound = block.Value("_chemical_formula_sum") is CifToken formula ? [.. CifFormula.Parse(formula.Text).Keys] : [];
        for (int i = 0; i < first.Count; i++)
        {
            Read(i);
        }

        Remark();
    }

    /// <summary>The sites.</summary>
    public CrystalSite[] Sites => [.. sites];

    /// <summary>The line of each site.</summary>
    public IReadOnlyList<int> Lines => lines;

    /// <summary>Whether a block has atoms at all.</summary>
    public static bool AreIn(CifBlock block) => block.Column(Coordinates[0]) != null;

    /// <summary>Reads the atoms of a block that has some.</summary>
    public static CifSites Of(CifBlock block, UnitCell cell, List<string> remarks) =>
        new(block, cell, block.Column(Coordinates[0])!, remarks);

    private void Read(int i)
    {
        string label = labels is { } named && !named[i].IsMissing ? CifBlock.Short(named[i].Text) : $"atom {i + 1}";
        bool isDummy = flags?[i].Text is "dum" or "dummy";
        if (isDummy || coordinates.Any(column => column[i].IsMissing))
        {
            remarks.Add($"{label} has no position, and was left out.");
            return;
        }

        if (Occupancy(i) is not double occupancy)
        {
            remarks.Add($"{label} has the occupancy 0, and was left out.");
            return;
        }

        double[] place = [.. Coordinates.Select((tag, axis) => block.Number(coordinates[axis][i], tag))];
        double? b = displacements.Find(i, labels?[i].Text, coordinates[0].Count);
        bool isUsable = b is >= 0 and <= MostB;
        withoutDisplacement += isUsable ? 0 : 1;
        sites.Add(new(label, Kind(i).ToString(), place[0], place[1], place[2])
        {
            Occupancy = occupancy,
            B = isUsable ? b!.Value : CrystalSite.UsualB,
        });
        lines.Add(coordinates[0][i].Line);
    }

    /// <summary>The occupancy; null where it is 0.</summary>
    private double? Occupancy(int i)
    {
        if (occupancies is null || occupancies[i].IsMissing)
        {
            return 1;
        }

        double value = block.Number(occupancies[i], "_atom_site_occupancy");
        return value switch
        {
            0 => null,
            > 0 and <= MostOccupancy => Math.Min(value, 1),
            _ => throw block.Error(
                occupancies[i].Line, $"_atom_site_occupancy is {value}.", "It is a share: above 0 and at most 1."),
        };
    }

    private AtomKind Kind(int i)
    {
        CifToken? type = types is { } known && !known[i].IsMissing ? known[i] : null;
        CifToken? label = labels is { } named && !named[i].IsMissing ? named[i] : null;
        AtomKind? kind = type is CifToken stated ? AtomKind.Parse(stated.Text)
            : label is CifToken text ? AtomKind.OfLabel(text.Text, compound) : null;
        if (kind is AtomKind found)
        {
            if (type is null)
            {
                ofLabels.Add($"{CifBlock.Short(label!.Value.Text)} as {found}");
            }

            return found;
        }

        string tag = type is null ? "_atom_site_label" : "_atom_site_type_symbol";
        throw block.Error(
            coordinates[0][i].Line,
            $"{tag} is '{CifBlock.Short((type ?? label)?.Text ?? "?")}', which is no element.",
            "Write the symbol of an element or ion, such as Fe or Fe3+, as _atom_site_type_symbol.");
    }

    private void Remark()
    {
        if (ofLabels.Count > 0)
        {
            string more = ofLabels.Count > MostNamed ? " and so on" : "";
            remarks.Add($"Elements were read from labels: {string.Join(", ", ofLabels.Take(MostNamed))}{more}.");
        }

        if (withoutDisplacement > 0)
        {
            remarks.Add($"B = {CrystalSite.UsualB} Å² was assumed for {withoutDisplacement} of {sites.Count} sites: "
                + "the file has no usable U or B.");
        }

        AtomKind[] kinds = [.. sites.Select(site => site.Kind).Distinct()];
        remarks.AddRange(kinds.Where(kind => kind.Charge != 0 && !FormFactor.Has(kind))
            .Select(kind => $"{kind} has no form factor of its own: that of {kind.Element.Symbol} was taken."));
        remarks.AddRange(kinds.Where(kind => Dispersion.Find(kind.Element) == null)
            .Select(kind => $"{kind.Element.Symbol} has no dispersion in the table: none was taken."));
    }

    private IReadOnlyList<CifToken>? Optional(string tag, int count) =>
        block.Column(tag) is { } column ? OfLength(tag, count, column[0]) : null;

    private IReadOnlyList<CifToken> OfLength(string tag, int count, CifToken near)
    {
        IReadOnlyList<CifToken> column = block.Column(tag)
            ?? throw block.Error(near.Line, $"The atoms have no {tag}.", "Give all three coordinates of each atom.");
        return column.Count == count ? column : throw block.Error(
            column[0].Line, $"{tag} has {column.Count} values for {count} atoms.", "Give the atoms in one loop_.");
    }
}
