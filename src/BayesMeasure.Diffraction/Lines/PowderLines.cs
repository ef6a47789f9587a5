using BayesMeasure.Diffraction.Atoms;
using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>
/// The lines of a phase in a powder, from the largest spacing to the smallest: for each its spacing, and its intensity on a scale
/// that all phases share.
/// </summary>
/// <remarks>
/// The intensity of a line is what a weight of the phase gives, over what the same weight of corundum gives in corundum's
/// strongest line: |F|^2 LP / (V^2 density), related to corundum's. The largest one is I/Ic, and the coefficient of a phase in a
/// pattern is proportional to its weight fraction: Hill and Howard, J. Appl. Cryst. 20 (1987) 467.
/// </remarks>
public sealed class PowderLines : ReferencePattern
{
    private readonly double[] spacings;
    private readonly double[] intensities;
    private readonly LineGroup[] groups;

    internal PowderLines(string name, double wavelength, double? monochromator, double[] spacings, double[] intensities)
        : this(name, wavelength, monochromator, spacings, intensities, [])
    {
    }

    private PowderLines(
        string name, double wavelength, double? monochromator, double[] spacings, double[] intensities, LineGroup[] groups)
        : base(name)
    {
        (Wavelength, Monochromator) = (wavelength, monochromator);
        (this.spacings, this.intensities, this.groups) = (spacings, intensities, groups);
    }

    /// <summary>The wavelength in angstrom for which the intensities hold.</summary>
    public double Wavelength { get; }

    /// <summary>2 theta of the monochromator's crystal in degrees for which the intensities hold; null without one.</summary>
    public double? Monochromator { get; }

    /// <summary>The structure behind the lines; null for lines from a list.</summary>
    public Crystal? Crystal { get; private init; }

    /// <summary>The number of lines.</summary>
    public int Count => spacings.Length;

    /// <summary>The spacing d of each line in angstrom, from the largest on.</summary>
    public ReadOnlySpan<double> Spacings => spacings;

    /// <summary>The intensity of each line, in units of corundum's strongest line at equal weights.</summary>
    public ReadOnlySpan<double> Intensities => intensities;

    /// <inheritdoc/>
    public override double ReferenceIntensityRatio => intensities.Max();

    /// <summary>The planes of each line, for lines of a structure; empty for lines from a list.</summary>
    internal ReadOnlySpan<LineGroup> Groups => groups;

    /// <summary>Computes the lines of a structure, with dispersion.</summary>
    /// <param name="crystal">The structure.</param>
    /// <param name="wavelength">The wavelength in angstrom, 0.12 to 4.2: of a doublet, that of its stronger line.</param>
    /// <param name="options">Which lines; null for those up to 175 degrees without a monochromator.</param>
    /// <exception cref="ArgumentException">
    /// The wavelength is out of range or in nm, no line is in range, or there would be too many.
    /// </exception>
    public static PowderLines Of(Crystal crystal, double wavelength, PowderLineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(crystal);
        PowderLineOptions choice = options ?? new();
        choice.RequireValid();
        Wavelengths.RequireAngstrom(wavelength, nameof(wavelength));
        double reached = 0.5 * wavelength / Math.Sin(0.5 * choice.LargestTwoTheta * Math.PI / 180);
        double spacing = Math.Max(Math.Max(choice.SmallestSpacing, reached), 0.5 / FormFactor.LargestS);
        List<LineGroup> groups = LineGroup.Of(StructureFactors.Of(crystal, wavelength, spacing));
        LorentzPolarisation factor = new(choice.Monochromator);
        double scale = Corundum.ScaleOf(crystal) / Corundum.StrongestLine(wavelength, factor);
        double[] all = [.. groups.Select(line => scale * line.SquaredFactor * factor.At(0.5 * wavelength / line.Spacing))];
        double least = choice.LeastShare * all.DefaultIfEmpty().Max();
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(i => all[i] > 0 && all[i] >= least)];
        if (kept.Length == 0)
        {
            throw new ArgumentException($"{crystal.Name} has no line with a spacing of {spacing:0.###} Å or more.");
        }

        return new(
            crystal.Name,
            wavelength,
            choice.Monochromator,
            [.. kept.Select(i => groups[i].Spacing)],
            [.. kept.Select(i => all[i])],
            [.. kept.Select(i => groups[i])])
        {
            Crystal = crystal,
        };
    }

    /// <summary>The same lines under another name, such as where two structures are called the same.</summary>
    /// <param name="name">The name.</param>
    public PowderLines Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name, Wavelength, Monochromator, spacings, intensities, groups) { Crystal = Crystal };
    }

    /// <summary>2 theta of a line in degrees, at the wavelength for which the intensities hold.</summary>
    /// <param name="line">The line, from 0.</param>
    public double TwoTheta(int line) => 2 * Math.Asin(0.5 * Wavelength / spacings[line]) * 180 / Math.PI;

    /// <summary>The indices (h k l) of the strongest plane of a line; null for lines from a list.</summary>
    /// <param name="line">The line, from 0.</param>
    public (int H, int K, int L)? Plane(int line) =>
        groups.Length == 0 ? null : (groups[line].Members[0].H, groups[line].Members[0].K, groups[line].Members[0].L);

    /// <summary>
    /// The sum of |F|^2 over all planes of a line, the opposite ones included, in electrons^2; null for lines from a list.
    /// </summary>
    /// <param name="line">The line, from 0.</param>
    public double? SquaredStructureFactor(int line) => groups.Length == 0 ? null : groups[line].SquaredFactor;

    /// <summary>The number of planes of a line, the opposite ones included; null for lines from a list.</summary>
    /// <param name="line">The line, from 0.</param>
    public int? Multiplicity(int line) => groups.Length == 0 ? null : 2 * groups[line].Members.Length;
}
