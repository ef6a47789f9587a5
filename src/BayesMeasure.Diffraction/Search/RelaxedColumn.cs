using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A candidate of a relaxed selection: where it would be, and how far its strain and size may go from there.</summary>
/// <param name="Term">The candidate at its place.</param>
/// <param name="Instrument">Where lines stand there: a rival was refined with an instrument of its own.</param>
/// <param name="StrainReach">The standard deviation of its strain about that place.</param>
/// <param name="SizeReach">The standard deviation of its size broadening about that place in degrees.</param>
/// <param name="LogOdds">The logarithm of the prior odds of its being there, and about that place.</param>
/// <param name="Scale">tau of its height.</param>
/// <param name="IsMember">Whether it is one of the phases of the fit.</param>
internal sealed record RelaxedColumn(
    PhaseTerm Term,
    InstrumentProfile Instrument,
    double StrainReach,
    double SizeReach,
    double LogOdds,
    double Scale,
    bool IsMember)
{
    // Profiles are linear in the unknowns while lines move by less than this in widths, where they are at this tan(theta).
    private const double ReachInWidths = 1.0 / 3;
    private const double TangentOfReach = 0.6;
    private const double Degrees = 180 / Math.PI;

    /// <summary>
    /// A candidate about a place. What its normal priors of strain and size have about it belongs to the odds of the gate:
    /// p(place) over the density that the narrower prior has there.
    /// </summary>
    /// <param name="term">The candidate at its place.</param>
    /// <param name="prior">The priors of the fit.</param>
    /// <param name="instrument">Where and how wide lines are.</param>
    /// <param name="logOdds">The logarithm of its prior odds.</param>
    /// <param name="scale">tau.</param>
    /// <param name="isMember">Whether it is one of the phases of the fit.</param>
    public static RelaxedColumn At(
        PhaseTerm term, FitPrior prior, InstrumentProfile instrument, double logOdds, double scale, bool isMember)
    {
        double size = ReachInWidths * instrument.Width;
        double strain = size / (2 * Degrees * TangentOfReach);
        double logShare = Math.Log(strain / prior.StrainScale) - HalfSquare(term.Shape.Strain / prior.StrainScale)
            + Math.Log(2 * size / FitPrior.SizeScale) - HalfSquare(term.Shape.SizeBroadening / FitPrior.SizeScale);
        return new(term, instrument, strain, size, logOdds + Math.Min(0, logShare), scale, isMember);
    }

    /// <summary>The candidate after a move of its unknowns, each in units of its reach.</summary>
    public PhaseTerm Moved(double height, double strain, double size, FitPrior prior) => Term with
    {
        Height = height * Scale,
        Shape = Term.Shape with
        {
            Strain = Math.Clamp(Term.Shape.Strain + strain * StrainReach, -prior.LargestStrain, prior.LargestStrain),
            SizeBroadening = Math.Clamp(Term.Shape.SizeBroadening + size * SizeReach, 0, FitPrior.MostWidth),
        },
    };

    private static double HalfSquare(double value) => 0.5 * value * value;
}
