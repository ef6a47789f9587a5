using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Normal priors of the unknowns of a fit, within bounds; heights and background are free.</summary>
/// <param name="Width">The expected full width at half maximum in degrees.</param>
/// <param name="LeastWidth">The least width in degrees: what the points resolve.</param>
/// <param name="LargestStrain">The largest strain of a cell.</param>
internal sealed record FitPrior(double Width, double LeastWidth, double LargestStrain)
{
    /// <summary>The largest width, slope and size broadening in degrees.</summary>
    public const double MostWidth = 2;

    /// <summary>The smallest and the largest r of March and Dollase.</summary>
    public const double LeastTexture = 0.3;

    /// <summary>The largest r.</summary>
    public const double MostTexture = 2.5;

    /// <summary>The standard deviation of zero and displacement in degrees.</summary>
    public const double ShiftScale = 0.1;

    /// <summary>The largest difference of B in square angstrom.</summary>
    public const double MostExcessB = 1.5;

    /// <summary>The standard deviation of the difference of B in square angstrom.</summary>
    public const double ExcessBScale = 0.2;

    /// <summary>The largest overflow of the beam: a sample that is too short below 2 theta of 60 degrees.</summary>
    public const double MostOverflow = 0.25;

    // A beam of 1 degree at a radius of 145 to 240 mm is 2.5 to 4.2 mm wide, and samples measure 10 to 27 mm: 0.01 to 0.18.
    private const double OverflowScale = 0.05;

    private const double SlopeScale = 0.15;
    private const double MixingScale = 0.3;
    /// <summary>The scale of size broadening in degrees.</summary>
    public const double SizeScale = 0.15;
    /// <summary>The standard deviation of r.</summary>
    public const double TextureScale = 0.2;

    /// <summary>The standard deviation of a strain: its bound is two of them.</summary>
    public double StrainScale => 0.5 * LargestStrain;

    /// <summary>For each unknown its distance from the mean of its prior and one over its variance; 0 where it is free.</summary>
    public (double Offset, double Precision)[] Of(FitState state)
    {
        InstrumentProfile at = state.Instrument;
        var terms = new (double, double)[state.Unknowns];
        int next = state.Background.Length;
        terms[next++] = Normal(at.Zero, ShiftScale);
        terms[next++] = Normal(at.Displacement, ShiftScale);
        terms[next++] = Normal(at.Width - Width, 0.5 * Width);
        terms[next++] = Normal(at.WidthSlope, SlopeScale);
        terms[next++] = Normal(at.Mixing - 0.5, MixingScale);
        terms[next++] = Normal(at.Overflow, OverflowScale);
        foreach (PhaseTerm phase in state.Phases)
        {
            next++;
            terms[next++] = Normal(phase.Shape.Strain, StrainScale);
            terms[next++] = Normal(phase.Shape.SizeBroadening, SizeScale);
            terms[next++] = Normal(phase.ExcessB, ExcessBScale);
            if (phase.Plane != null)
            {
                terms[next++] = Normal(phase.Shape.Texture - 1, TextureScale);
            }
        }

        return terms;
    }

    private static (double Offset, double Precision) Normal(double offset, double scale) => (offset, 1 / (scale * scale));
}
