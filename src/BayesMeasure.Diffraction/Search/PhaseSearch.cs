using BayesMeasure.Diffraction.Lines;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Which crystalline phases a powder pattern shows, how much of each, and how sure: sets of phases are searched by insertion,
/// removal and
/// exchange, all unknowns refined, and the gates of all candidates then sampled at the refined profile.
/// </summary>
/// <remarks>
/// y = sum_k g_k h_k phi_k + B. The variance of a point is c (counts + (model error x Bragg intensity)^2), with c for
/// over-dispersion and
/// for errors that last half a line; intensities of lines have errors of their own, which are integrated out.
/// docs/phase-search.md has
/// the model, what was measured, and when not to believe it.
/// </remarks>
public static class PhaseSearch
{
    /// <summary>Searches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="candidates">
    /// What each candidate shows: lines, computed for the wavelength of the pattern, or patterns measured on the pure phases, such
    /// as with the same instrument, over the same range; one to 1,000, with different names.
    /// </param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no candidates, two have one name, or an option is out of range.</exception>
    public static PhaseSearchResult Of(
        MeasuredPattern pattern, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(candidates);
        PhaseSearchOptions choice = options ?? new();
        choice.RequireValid();
        RequireCandidates(candidates);
        SearchContext context = new(pattern, candidates, choice);
        double share = Math.Min(0.5, choice.ExpectedPhases / candidates.Count);
        double[] logOdds = [.. candidates.Select(_ => Math.Log(share / (1 - share)))];
        double[] scales = context.HeightScales();
        PhaseSelection selection = new(context, context.Fit, new(scales, logOdds));
        Hypothesis best = selection.Select();
        GateAnswer gates = Sampled();
        if (gates.Other(best.Fit.State) is { } other)
        {
            best = selection.Refined(other);
            gates = Sampled();
        }

        return new ResultAssembly(context, best.Fit, gates, scales).Result();

        GateAnswer Sampled() => new GateStage(context, selection.Fit, scales, logOdds).Sample(
            best.Fit,
            selection.Filter!.Matches(best.Fit.Residual, best.Fit.State.Instrument, best.Fit.Scale),
            selection.Replacements);
    }

    private static void RequireCandidates(IReadOnlyList<ReferencePattern> candidates)
    {
        const int Most = 1000;
        if (candidates.Count is 0 or > Most)
        {
            throw new ArgumentException(
                $"There are {candidates.Count} candidates: one to {Most} are searched.", nameof(candidates));
        }

        if (candidates.GroupBy(candidate => candidate.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"{twice.Count()} candidates are called {twice.Key}. Leave out duplicates, or give them names of their own.",
                nameof(candidates));
        }
    }
}
