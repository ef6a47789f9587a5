using System.Globalization;

namespace BayesMeasure.Diffraction.Crystals;

/// <summary>A crystal structure: a cell, its symmetry, and the atoms in it.</summary>
public sealed class Crystal
{
    // One unified atomic mass unit in an angstrom^3, in g/cm^3.
    private const double DensityUnit = 1.66053906660;

    // Osmium, the densest solid, has 22.6 g/cm^3; solid hydrogen has 0.09, and the emptiest frameworks a little more.
    private const double MostDensity = 30;
    private const double LeastDensity = 0.05;

    private Crystal(
        string name, UnitCell cell, string spaceGroup, SymmetryGroup group, AtomsInCell atoms, IReadOnlyList<CrystalSite> sites)
    {
        (Name, Cell, SpaceGroup, Symmetry, Atoms, Sites) = (name, cell, spaceGroup, group, atoms, sites);
        MassOfCell = sites
            .Zip(atoms.Multiplicities, (site, count) => site.Kind.Element.Mass * site.Occupancy * count)
            .Sum();
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The cell.</summary>
    public UnitCell Cell { get; }

    /// <summary>The symmetry, as it was given: a symbol, or how many operations.</summary>
    public string SpaceGroup { get; }

    /// <summary>The atoms of the asymmetric unit.</summary>
    public IReadOnlyList<CrystalSite> Sites { get; }

    /// <summary>What was assumed where a file did not say it: a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>The molar mass of a cell in g/mol.</summary>
    public double MassOfCell { get; }

    /// <summary>The density in g/cm^3.</summary>
    public double Density => DensityUnit * MassOfCell / Cell.Volume;

    /// <summary>The number of atoms of each element in the cell, by symbol in the order of the alphabet: "Al12 O18".</summary>
    public string Contents => string.Join(' ', Sites.Index()
        .GroupBy(entry => entry.Item.Kind.Element.Symbol, entry => entry.Item.Occupancy * Atoms.Multiplicities[entry.Index])
        .OrderBy(atoms => atoms.Key, StringComparer.Ordinal)
        .Select(atoms => string.Create(CultureInfo.InvariantCulture, $"{atoms.Key}{Math.Round(atoms.Sum(), 3)}")));

    /// <summary>The operations of its space group.</summary>
    internal SymmetryGroup Symmetry { get; }

    /// <summary>The atoms of the whole cell.</summary>
    internal AtomsInCell Atoms { get; }

    /// <summary>Makes a structure.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="spaceGroup">
    /// Hall's symbol, such as "-R 3 2\"c", or a Hermann-Mauguin symbol that names one setting, such as "P 1 21/c 1" or "Fd-3m:2".
    /// </param>
    /// <param name="sites">The atoms of the asymmetric unit: one at least.</param>
    /// <exception cref="ArgumentException">
    /// The symbol is none or has several settings, or atoms, cell and symmetry do not fit.
    /// </exception>
    public static Crystal Of(string name, UnitCell cell, string spaceGroup, IReadOnlyList<CrystalSite> sites)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(spaceGroup);
        ArgumentNullException.ThrowIfNull(sites);
        SymmetryGroup group = HallSymbol.Parse(spaceGroup) ?? OnlySetting(spaceGroup).Group();
        CrystalSite[] kept = [.. sites];
        (Crystal? crystal, string? problem, _) = Build(name, cell, spaceGroup, group, kept);
        return crystal ?? throw new ArgumentException($"{name}: {problem}");
    }

    /// <summary>Makes a structure, or says what is wrong with it: a sentence, and the site where it concerns one.</summary>
    internal static (Crystal? Crystal, string? Problem, int? Site) Build(
        string name,
        UnitCell cell,
        string spaceGroup,
        SymmetryGroup group,
        CrystalSite[] sites,
        IReadOnlyList<string>? remarks = null)
    {
        if (cell.Problem() is string wrongCell)
        {
            return (null, wrongCell, null);
        }

        if (!group.Fits(cell))
        {
            return (null, $"The cell does not have the symmetry {spaceGroup}: its edges and angles contradict it.", null);
        }

        foreach ((int i, CrystalSite site) in sites.Index())
        {
            if (site.Problem() is string wrongSite)
            {
                return (null, wrongSite, i);
            }
        }

        if (sites.Length is 0 or > AtomsInCell.MostAtoms)
        {
            return (null, $"The structure has {sites.Length} sites.", null);
        }

        AtomsInCell atoms = AtomsInCell.Of(cell, group, sites);
        if (atoms.Problem is string wrongAtoms)
        {
            return (null, wrongAtoms, atoms.ProblemSite);
        }

        Crystal crystal = new(name, cell, spaceGroup, group, atoms, sites) { Remarks = remarks ?? [] };
        return crystal.Density is >= LeastDensity and <= MostDensity
            ? (crystal, null, null)
            : (null, $"The density would be {crystal.Density:G3} g/cm³; edges are in Å, and neither in nm nor in pm.", null);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {Contents}, {SpaceGroup}, {Cell.Volume:0.###} Å³, {Density:0.###} g/cm³");

    private static SpaceGroupSetting OnlySetting(string spaceGroup)
    {
        IReadOnlyList<SpaceGroupSetting> settings = SpaceGroupSetting.OfSymbol(spaceGroup);
        return settings.Count switch
        {
            1 => settings[0],
            0 => throw new ArgumentException($"'{spaceGroup}' is no symbol of a space group.", nameof(spaceGroup)),
            _ => throw new ArgumentException(
                $"'{spaceGroup}' has several settings: {string.Join(", ", settings)}. Name one.", nameof(spaceGroup)),
        };
    }
}
