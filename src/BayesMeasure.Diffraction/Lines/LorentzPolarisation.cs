namespace BayesMeasure.Diffraction.Lines;

/// <summary>
/// The Lorentz-polarisation factor of a powder in Bragg-Brentano geometry,
/// (1 + M cos^2 2 theta) / ((1 + M) sin^2 theta cos theta); M = 1 without a monochromator, and cos^2 2 theta_M behind one:
/// Azaroff, Acta Cryst. 8 (1955) 701.
/// </summary>
internal readonly struct LorentzPolarisation
{
    private readonly double polarisation;

    /// <param name="monochromator">2 theta of a monochromator's crystal in degrees; null where there is none.</param>
    public LorentzPolarisation(double? monochromator)
    {
        double cosine = Math.Cos((monochromator ?? 0) * Math.PI / 180);
        polarisation = cosine * cosine;
    }

    /// <summary>The factor.</summary>
    /// <param name="sine">sin(theta), above 0 and below 1.</param>
    public double At(double sine)
    {
        double squared = sine * sine;
        double cosineOfTwoTheta = 1 - 2 * squared;
        return (1 + polarisation * cosineOfTwoTheta * cosineOfTwoTheta)
            / ((1 + polarisation) * squared * Math.Sqrt(1 - squared));
    }
}
