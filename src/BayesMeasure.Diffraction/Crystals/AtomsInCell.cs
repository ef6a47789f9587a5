namespace BayesMeasure.Diffraction.Crystals;

/// <summary>All atoms of a cell: each site at all positions to which the symmetry brings it, each position once.</summary>
internal sealed class AtomsInCell
{
    /// <summary>The most atoms that a cell may have.</summary>
    public const int MostAtoms = 10_000;

    // Images nearer than this, in angstrom, are one atom on a special position whose coordinates are rounded.
    private const double MergedDistance = 0.05;

    // No two atoms are nearer than this, in angstrom, unless their occupancies share the place; O-H of a riding hydrogen is 0.8.
    private const double LeastDistance = 0.45;

    // Occupancies of a shared position are rounded, too.
    private const double MostOccupancy = 1.03;

    private readonly Metric metric;
    private readonly IReadOnlyList<CrystalSite> sites;
    private readonly List<(double X, double Y, double Z)> positions = [];
    private readonly List<int> siteOf = [];

    private AtomsInCell(UnitCell cell, SymmetryGroup group, IReadOnlyList<CrystalSite> sites)
    {
        metric = cell.Direct();
        this.sites = sites;
        Multiplicities = new int[sites.Count];
        for (int i = 0; i < sites.Count && Problem == null; i++)
        {
            Expand(i, group);
        }

        for (int i = 0; i < sites.Count && Problem == null; i++)
        {
            RequireRoom(i);
        }
    }

    /// <summary>What is wrong with the atoms: a sentence; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The site at which <see cref="Problem"/> was seen.</summary>
    public int ProblemSite { get; private set; }

    /// <summary>How many positions each site has in the cell.</summary>
    public int[] Multiplicities { get; }

    /// <summary>The positions, as fractions of the edges.</summary>
    public IReadOnlyList<(double X, double Y, double Z)> Positions => positions;

    /// <summary>The site of each position.</summary>
    public IReadOnlyList<int> SiteOf => siteOf;

    /// <summary>The atoms of sites in a cell.</summary>
    public static AtomsInCell Of(UnitCell cell, SymmetryGroup group, IReadOnlyList<CrystalSite> sites) => new(cell, group, sites);

    /// <summary>Images of a site that lie together are one atom, in the middle of them.</summary>
    private void Expand(int site, SymmetryGroup group)
    {
        CrystalSite one = sites[site];
        int start = positions.Count;
        List<int> images = [];
        foreach (SymmetryOperation operation in group.Operations)
        {
            (double X, double Y, double Z) image = operation.Apply(one.X, one.Y, one.Z);
            int same = positions.FindIndex(start, other => SquaredDistance(other, image) < MergedDistance * MergedDistance);
            if (same < 0)
            {
                positions.Add(image);
                siteOf.Add(site);
                images.Add(1);
            }
            else
            {
                positions[same] = Middle(positions[same], image, ++images[same - start]);
            }
        }

        Multiplicities[site] = images.Count;
        if (positions.Count > MostAtoms)
        {
            Report(site, $"The cell has more than {MostAtoms} atoms.");
        }
        else if (group.Operations.Count % images.Count != 0)
        {
            Report(site, $"The symmetry brings the site {one.Label} to {images.Count} positions, which it cannot: it lies near, "
                + "and not on, a special position.");
        }
    }

    /// <summary>Atoms of full occupancy do not lie within each other; one position of each site tells for all.</summary>
    private void RequireRoom(int site)
    {
        int first = siteOf.IndexOf(site);
        double occupancy = sites[site].Occupancy;
        for (int i = 0; i < positions.Count; i++)
        {
            if (i != first && SquaredDistance(positions[first], positions[i]) < LeastDistance * LeastDistance)
            {
                if (siteOf[i] == site && occupancy > 0.5 * MostOccupancy)
                {
                    Report(site, $"The symmetry brings two atoms of the site {sites[site].Label} within {LeastDistance} Å.");
                    return;
                }

                occupancy += siteOf[i] == site ? 0 : sites[siteOf[i]].Occupancy;
                if (occupancy > MostOccupancy)
                {
                    Report(site, $"The sites {sites[site].Label} and {sites[siteOf[i]].Label} clash: they lie within "
                        + $"{LeastDistance} Å, and their occupancies add up to {occupancy:0.###}.");
                    return;
                }
            }
        }
    }

    private void Report(int site, string problem) => (Problem, ProblemSite) = (problem, site);

    private double SquaredDistance((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        metric.Of(Nearest(a.X - b.X), Nearest(a.Y - b.Y), Nearest(a.Z - b.Z));

    private static (double X, double Y, double Z) Middle(
        (double X, double Y, double Z) middle, (double X, double Y, double Z) image, int count) =>
        (
            middle.X + Nearest(image.X - middle.X) / count,
            middle.Y + Nearest(image.Y - middle.Y) / count,
            middle.Z + Nearest(image.Z - middle.Z) / count);

    private static double Nearest(double difference) => difference - Math.Round(difference);
}
