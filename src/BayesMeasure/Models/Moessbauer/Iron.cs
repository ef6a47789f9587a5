namespace BayesMeasure.Models.Moessbauer;

/// <summary>
/// The nucleus 57Fe: its moments and its gamma line (P. Guetlich, E. Bill, A. X. Trautwein, Moessbauer Spectroscopy and
/// Transition Metal Chemistry, 2011), and the nuclear magneton and the speed of light (CODATA 2018).
/// </summary>
internal static class Iron
{
    /// <summary>The energy of the line, in eV.</summary>
    private const double LineEnergy = 14412.5;

    /// <summary>The g factor of the ground state, I = 1/2: twice 0.0906 nuclear magnetons.</summary>
    private const double GroundFactor = 2 * 0.0906;

    /// <summary>The g factor of the excited state, I = 3/2: two thirds of -0.1549 nuclear magnetons.</summary>
    private const double ExcitedFactor = -0.1549 / 1.5;

    /// <summary>
    /// The nuclear magneton in eV/T over the energy of the line, times the speed of light in mm/s: mm/s for a tesla.
    /// </summary>
    private const double VelocityOfMagneton = 3.15245125844e-8 / LineEnergy * 2.99792458e11;

    /// <summary>The transition 1/2 to 3/2, in mm/s for a tesla: lines 1 and 6.</summary>
    public const double Outer = VelocityOfMagneton * (0.5 * GroundFactor - 1.5 * ExcitedFactor);

    /// <summary>The transition 1/2 to 1/2, in mm/s for a tesla: lines 2 and 5.</summary>
    public const double Middle = VelocityOfMagneton * (0.5 * GroundFactor - 0.5 * ExcitedFactor);

    /// <summary>The transition -1/2 to 1/2, in mm/s for a tesla: lines 3 and 4.</summary>
    public const double Inner = VelocityOfMagneton * (0.5 * GroundFactor + 0.5 * ExcitedFactor);
}
