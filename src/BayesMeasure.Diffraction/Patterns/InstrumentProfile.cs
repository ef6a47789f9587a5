namespace BayesMeasure.Diffraction.Patterns;

/// <summary>Where and how wide an instrument and a sample holder show lines: the same for all phases of a pattern.</summary>
/// <param name="Width">
/// w0 > 0 of the full width at half maximum sqrt(w0^2 + (slope tan(theta))^2), in degrees of 2 theta: as Caglioti, Paoletti and
/// Ricci, Nucl. Instrum. 3 (1958) 223, without their mixed term.
/// </param>
public readonly record struct InstrumentProfile(double Width)
{
    /// <summary>The slope of the width with tan(theta), 0 or more, in degrees; 0 by default.</summary>
    public double WidthSlope { get; init; }

    /// <summary>The Lorentzian share of the area of a line, 0 to 1; 0.5 by default.</summary>
    public double Mixing { get; init; } = 0.5;

    /// <summary>The shift of all lines in degrees of 2 theta; 0 by default.</summary>
    public double Zero { get; init; }

    /// <summary>The shift by a sample off the axis, times cos(theta), in degrees of 2 theta; 0 by default.</summary>
    public double Displacement { get; init; }

    /// <summary>
    /// v = (b / D)^2 of a beam of the width b on a round sample of the diameter D, 0 to 1: below sin^2(theta) = v the beam is
    /// longer than the sample, and lines are weaker. 0, a sample that is long enough, by default.
    /// </summary>
    public double Overflow { get; init; }

    internal void RequireValid()
    {
        bool isFinite = double.IsFinite(Width + WidthSlope + Zero + Displacement);
        if (!isFinite || Width <= 0 || WidthSlope < 0 || Mixing is not (>= 0 and <= 1) || Overflow is not (>= 0 and <= 1))
        {
            throw new ArgumentException(
                $"The width is above 0, its slope is not negative, mixing and overflow are 0 to 1: {this}.");
        }
    }
}
