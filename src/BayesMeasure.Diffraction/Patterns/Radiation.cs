using BayesMeasure.Diffraction.Lines;

namespace BayesMeasure.Diffraction.Patterns;

/// <summary>A line of a source.</summary>
/// <param name="Wavelength">The wavelength in angstrom.</param>
/// <param name="Share">Its area, in units of the area of K alpha, or of the one line.</param>
public readonly record struct EmissionLine(double Wavelength, double Share);

/// <summary>
/// What a source emits: lines with their shares. There is no default: a wrong wavelength makes every phase wrong.
/// </summary>
/// <remarks>
/// The width of emission lines, which grows with tan(theta), is part of <see cref="InstrumentProfile.WidthSlope"/>. Wavelengths
/// of doublets: Hoelzer and others, Phys. Rev. A 56 (1997) 4554; Deslattes and others, Rev. Mod. Phys. 75 (2003) 35; as
/// International Tables C, table 4.2.2.4, has them.
/// </remarks>
public sealed record Radiation
{
    // The weaker line of a doublet has half the area.
    private const double Stronger = 2.0 / 3;
    private const double Weaker = 1.0 / 3;

    private Radiation(string name, IReadOnlyList<EmissionLine> lines) => (Name, Lines) = (name, lines);

    /// <summary>
    /// Cu K alpha as five lines: Berger, X-ray Spectrom. 15 (1986) 241; Cheary and Coelho, J. Appl. Cryst. 25 (1992) 109.
    /// </summary>
    public static Radiation CopperKAlpha { get; } = new(
        "Cu Kα",
        [new(1.534753, 0.0159), new(1.540596, 0.5791), new(1.541058, 0.0762), new(1.544410, 0.2417), new(1.544721, 0.0871)]);

    /// <summary>The doublet of Cu K alpha: 1.5405929 and 1.5444274 angstrom.</summary>
    public static Radiation CopperDoublet { get; } = Doublet("Cu Kα1, Kα2", 1.5405929, 1.5444274);

    /// <summary>The doublet of Co K alpha: 1.788996 and 1.792835 angstrom.</summary>
    public static Radiation CobaltKAlpha { get; } = Doublet("Co Kα", 1.788996, 1.792835);

    /// <summary>The doublet of Mo K alpha: 0.70931716 and 0.713607 angstrom.</summary>
    public static Radiation MolybdenumKAlpha { get; } = Doublet("Mo Kα", 0.70931716, 0.713607);

    /// <summary>The doublet of Cr K alpha: 2.289726 and 2.293651 angstrom.</summary>
    public static Radiation ChromiumKAlpha { get; } = Doublet("Cr Kα", 2.289726, 2.293651);

    /// <summary>The doublet of Fe K alpha: 1.936041 and 1.939973 angstrom.</summary>
    public static Radiation IronKAlpha { get; } = Doublet("Fe Kα", 1.936041, 1.939973);

    /// <summary>The doublet of Ag K alpha: 0.55942178 and 0.5638131 angstrom.</summary>
    public static Radiation SilverKAlpha { get; } = Doublet("Ag Kα", 0.55942178, 0.5638131);

    /// <summary>Cu K beta, half taken away by a filter of nickel, in angstrom.</summary>
    public static double CopperKBeta => 1.39222;

    /// <summary>W L alpha, of tungsten on the target of an old tube, in angstrom.</summary>
    public static double TungstenLAlpha => 1.47639;

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<EmissionLine> Lines { get; }

    /// <summary>The wavelength of the strongest line in angstrom.</summary>
    public double Wavelength => Lines.MaxBy(line => line.Share).Wavelength;

    /// <summary>One line, as of a synchrotron or behind a monochromator.</summary>
    /// <param name="wavelength">The wavelength in angstrom, 0.12 to 4.2.</param>
    /// <exception cref="ArgumentException">The wavelength is out of range or in nm.</exception>
    public static Radiation Of(double wavelength) =>
        new($"{Wavelengths.RequireAngstrom(wavelength, nameof(wavelength))} Å", [new(wavelength, 1)]);

    /// <summary>Two lines, such as a file states them.</summary>
    /// <param name="first">The wavelength of the stronger line in angstrom.</param>
    /// <param name="second">The wavelength of the weaker line in angstrom.</param>
    /// <param name="ratio">The area of the second line over that of the first, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">A wavelength is out of range or in nm, or the ratio is none.</exception>
    public static Radiation Of(double first, double second, double ratio)
    {
        Wavelengths.RequireAngstrom(first, nameof(first));
        Wavelengths.RequireAngstrom(second, nameof(second));
        return ratio is > 0 and <= 1
            ? new($"{first} Å, {second} Å", [new(first, 1 / (1 + ratio)), new(second, ratio / (1 + ratio))])
            : throw new ArgumentException($"The ratio of the lines is {ratio}: above 0 and at most 1.", nameof(ratio));
    }

    /// <summary>The same with one more line, such as <see cref="CopperKBeta"/> behind a filter.</summary>
    /// <param name="wavelength">The wavelength of the line in angstrom.</param>
    /// <param name="share">Its area in units of that of K alpha, 0 to 1: about 0.01 behind a filter.</param>
    /// <exception cref="ArgumentException">The wavelength is out of range or in nm, or the share is none.</exception>
    public Radiation With(double wavelength, double share)
    {
        Wavelengths.RequireAngstrom(wavelength, nameof(wavelength));
        return share is >= 0 and <= 1
            ? new($"{Name}, {share} × {wavelength} Å", [.. Lines, new(wavelength, share)])
            : throw new ArgumentException($"The share of the line is {share}: 0 to 1.", nameof(share));
    }

    /// <summary>Lines that were told before, such as a file of a result keeps them.</summary>
    internal static Radiation Of(string name, IReadOnlyList<EmissionLine> lines)
    {
        foreach (EmissionLine line in lines)
        {
            Wavelengths.RequireAngstrom(line.Wavelength, nameof(lines));
        }

        return lines.Count > 0 && lines.All(line => line.Share is >= 0 and <= 1)
            ? new(name, lines)
            : throw new ArgumentException("A source emits at least one line, each of a share of 0 to 1.", nameof(lines));
    }

    private static Radiation Doublet(string name, double first, double second) =>
        new(name, [new(first, Stronger), new(second, Weaker)]);
}
