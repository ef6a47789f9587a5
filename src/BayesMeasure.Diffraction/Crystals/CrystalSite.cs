using BayesMeasure.Diffraction.Atoms;

namespace BayesMeasure.Diffraction.Crystals;

/// <summary>An atom of the asymmetric unit; sites of different atoms may share a position.</summary>
/// <param name="Label">What it is called, such as "Al1".</param>
/// <param name="Atom">The atom or ion, such as "Al", "Fe3+", "O2-" or "D".</param>
/// <param name="X">The coordinate along a, as a fraction of it.</param>
/// <param name="Y">The coordinate along b, as a fraction of it.</param>
/// <param name="Z">The coordinate along c, as a fraction of it.</param>
public sealed record CrystalSite(string Label, string Atom, double X, double Y, double Z)
{
    /// <summary>The isotropic displacement that is assumed where none is known, in angstrom^2.</summary>
    public const double UsualB = 0.5;

    private const double MostB = 50;
    private const double MostCoordinate = 1000;

    /// <summary>The share of the equivalent positions that hold the atom, above 0 and at most 1.</summary>
    public double Occupancy { get; init; } = 1;

    /// <summary>The isotropic displacement B = 8 pi^2 U in angstrom^2, 0 to 50; 0.5 unless given.</summary>
    public double B { get; init; } = UsualB;

    /// <summary>The atom or ion.</summary>
    internal AtomKind Kind => AtomKind.Parse(Atom) ?? throw new ArgumentException(Problem());

    /// <summary>What is wrong with the site: a sentence; null where nothing is.</summary>
    internal string? Problem()
    {
        if (AtomKind.Parse(Atom) is not AtomKind kind)
        {
            return $"'{Atom}' of the site {Label} is no element.";
        }

        double largest = Math.Max(Math.Abs(X), Math.Max(Math.Abs(Y), Math.Abs(Z)));
        return this switch
        {
            _ when FormFactor.Find(kind) == null => $"{kind} of the site {Label} has no form factor in the table.",
            _ when !(largest <= MostCoordinate) => $"The coordinates of the site {Label} are {X}, {Y}, {Z}.",
            { Occupancy: not (> 0 and <= 1) } => $"The occupancy of the site {Label} is {Occupancy}.",
            { B: not (>= 0 and <= MostB) } => $"The displacement B of the site {Label} is {B} Å².",
            _ => null,
        };
    }
}
