using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What is integrated out of a fit, with the level of the noise that remains beside it.</summary>
/// <param name="Nuisance">Background, instrument, shapes and errors of lines.</param>
/// <param name="Misfit">The misfit per point with the errors of lines.</param>
internal sealed record FitNuisance(Nuisance Nuisance, double Misfit)
{
    /// <summary>All unknowns of a fit but heights, with the over-dispersion that remains beside the errors of lines.</summary>
    public static FitNuisance Of(SearchContext context, Linearised fit)
    {
        HashSet<int> heights = [.. fit.State.Phases.Select((_, place) => fit.State.FirstOf(place))];
        return Of(context, fit, i => !heights.Contains(i));
    }

    /// <summary>The unknowns that are wanted, and the errors of lines of all phases.</summary>
    /// <param name="context">What all steps share.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="isWanted">Whether an unknown is integrated out.</param>
    public static FitNuisance Of(SearchContext context, Linearised fit, Func<int, bool> isWanted)
    {
        int[] wide = [.. Enumerable.Range(0, fit.Columns.Length).Where(isWanted)];
        double[][] columns = [.. wide.Select(i => fit.Columns[i])];
        (double, double)[] prior = [.. wide.Select(i => fit.Prior[i])];
        ShortColumn[] lines = LineErrors.Of(context, fit.State);
        Nuisance first = new(columns, prior, lines, fit.Scale);
        double[] rest = first.Rest(fit.Residual);
        double misfit = InnerProduct.Of(rest, rest) / Math.Max(1, context.Points.Count - lines.Length / fit.Correlation);
        return new(new(columns, prior, lines, fit.Correlation * Math.Max(1, misfit)), misfit);
    }

    /// <summary>ln p(y | set) with an assumed level of the noise, up to a constant of sets of as many phases.</summary>
    /// <param name="context">What all steps share.</param>
    /// <param name="fit">The fit of the set.</param>
    /// <param name="heightScales">The scale of the height of each candidate.</param>
    /// <param name="scale">c.</param>
    public static double LogEvidence(SearchContext context, Linearised fit, double[] heightScales, double scale) =>
        new Nuisance(fit.Columns, PriorOf(fit, heightScales), LineErrors.Of(context, fit.State), scale)
            .LogEvidence(fit.Residual);

    /// <summary>The prior terms of all unknowns, heights included.</summary>
    public static (double Offset, double Precision)[] PriorOf(Linearised fit, double[] heightScales)
    {
        (double Offset, double Precision)[] prior = [.. fit.Prior];
        foreach ((int place, PhaseTerm phase) in fit.State.Phases.Index())
        {
            prior[fit.State.FirstOf(place)] = (phase.Height, 1 / (heightScales[phase.Candidate] * heightScales[phase.Candidate]));
        }

        return prior;
    }
}
