namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Whether another phase may stand where one was found: one with lines at the same places, whose intensities and spacings are not
/// those of the structure. Such a relative is what a library lacks without a peak that tells of it.
/// </summary>
/// <param name="context">What all steps share.</param>
/// <param name="set">The set that was found.</param>
/// <param name="scales">The scales of the heights.</param>
internal sealed class ForeignLines(SearchContext context, SettledSet set, double[] scales)
{
    // Lines of another structure are other ones by their whole size, and its cell may be any whose lines fall upon those that are
    // seen.
    private const double OtherIntensities = 1;
    private const double OtherStrain = 0.01;

    private readonly double known = LogEvidence(context, set, scales, foreign: -1);

    /// <summary>
    /// ln of the evidence for such a relative over that for the phase, beforehand equally probable. Of a phase that is there it
    /// exceeds x with a probability of exp(-x) at most, as far as errors are as they are told.
    /// </summary>
    public double LogOdds(int place) => LogEvidence(context, set, scales, place) - known;

    private static double LogEvidence(SearchContext context, SettledSet set, double[] scales, int foreign)
    {
        FitState state = set.Fit.State;
        (double Offset, double Precision)[] prior = FitNuisance.PriorOf(set.Fit, scales);
        if (foreign >= 0)
        {
            prior[state.FirstOf(foreign) + 1].Precision = 1 / (OtherStrain * OtherStrain);
        }

        ShortColumn[] lines = LineErrors.Of(
            context, state, place => place == foreign ? OtherIntensities : context.Options.LineError);
        return new Nuisance(set.Fit.Columns, prior, lines, set.Noise.Nuisance.Scale).LogEvidence(set.Fit.Residual);
    }
}
