using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Sets that differ from a fitted one by a phase, refined and weighed: with one more or less, or another one in a place. Whoever
/// searches sets of phases, and by whatever method, finds them here.
/// </summary>
/// <param name="context">What all steps of the search share.</param>
/// <param name="fit">It fits.</param>
/// <param name="filter">It finds what fits where.</param>
/// <param name="evidence">It weighs.</param>
internal sealed class NeighbouringSets(
    SearchContext context, PatternFit fit, MatchedFilter filter, HypothesisEvidence evidence)
{
    private const int FilteredMatches = 8;
    private const int RefinedMatches = 2;

    // Relatives of a phase are several, and the one that fits best is known after all are refined.
    private const int FilteredRivals = 16;
    private const int RefinedRivals = 6;
    private const int QuickSteps = 3;
    private const int FullSteps = 12;

    // A match is as good as the steps of its strain: a rival is refined before it is weighed.
    private const double LeastShareOfGain = 0.4;

    // What is lost less than this may be lost by intensities alone: evidence decides that knows of their errors.
    private const double LostShareOfGain = 0.1;

    private readonly TextureSearch textures = new(context);

    /// <summary>It fits.</summary>
    public PatternFit Fit => fit;

    /// <summary>It finds what fits where.</summary>
    public MatchedFilter Filter => filter;

    /// <summary>Those about nothing, by a first guess of the instrument.</summary>
    public static NeighbouringSets First(SearchContext context, HypothesisEvidence evidence) =>
        new(context, context.Fit, context.Filter(context.Instrument, context.Fit), evidence);

    /// <summary>The same by another fit, the filter made anew where widths of lines are other ones by now.</summary>
    public NeighbouringSets Renewed(PatternFit other, InstrumentProfile instrument) => new(
        context, other, filter.HasWidthsOf(instrument) ? filter : context.Filter(instrument, other), evidence);

    /// <summary>The background alone, all lines being moved to where few phases find the most.</summary>
    public Hypothesis Nothing()
    {
        Linearised begin = fit.Begin(context.Instrument);
        double offset = filter.Offset(begin.Residual, context.Options.LargestShift, begin.Scale);
        return Weighed(fit.Begin(context.Instrument with { Zero = offset }));
    }

    /// <summary>A set, refined.</summary>
    public Hypothesis Refined(FitState state) => Weighed(fit.Refine(state, FullSteps));

    /// <summary>A set near one that was refined.</summary>
    public Hypothesis RefinedQuickly(FitState state) => Weighed(fit.Refine(state, QuickSteps));

    /// <summary>The set with the textures for which the evidence is.</summary>
    public Hypothesis Ordered(Hypothesis at) => textures.Ordered(at, fit, Weighed);

    /// <summary>The sets with one more phase that gain the most.</summary>
    public Hypothesis[] WithOneMore(Linearised at) =>
        WithOneMore(at, Members(at), least: 0, (FilteredMatches, RefinedMatches));

    /// <summary>The set without the weak phases that the evidence is against.</summary>
    public Hypothesis Removed(Hypothesis at)
    {
        while (at.Members.Length > 0)
        {
            Hypothesis? best = Enumerable.Range(0, at.Members.Length)
                .Where(phase => IsWeak(at.Fit, phase))
                .Select(phase => RefinedQuickly(at.Fit.State.Without(phase)))
                .MaxBy(hypothesis => hypothesis.LogEvidence);
            if (best == null || best.LogEvidence <= at.LogEvidence)
            {
                return at;
            }

            at = best;
        }

        return at;
    }

    /// <summary>The sets with another candidate in a place, the last of their phases, that lose little.</summary>
    public Hypothesis[] WithAnother(Linearised at, int place)
    {
        PhaseTerm old = at.State.Phases[place];
        Linearised without = fit.Linearise(at.State.Without(place));
        FilterMatch own = new(old.Candidate, old.Shape.Strain, old.Shape.SizeBroadening, old.Height, 0, 0);
        double gain = Exact(without, own).Gain;
        return [.. WithOneMore(without, Members(at), LeastShareOfGain * gain, (FilteredRivals, RefinedRivals))
            .Where(other => other.Fit.Misfit - at.Misfit < LostShareOfGain * gain && other.Fit.State.Phases[^1].Height > 0)];
    }

    /// <summary>The sets with another candidate in a place that lose little, all unknowns refined, and texture.</summary>
    public IEnumerable<Linearised> InPlace(Linearised at, int place) =>
        WithAnother(at, place).Select(other => Ordered(Refined(other.Fit.State)).Fit);

    private Hypothesis[] WithOneMore(
        Linearised at, IReadOnlyList<int> excluded, double least, (int Filtered, int Refined) most) =>
        [.. filter.Matches(at.Residual, at.State.Instrument, at.Scale)
            .Where(match => !excluded.Contains(match.Candidate) && match.Amplitude > 0)
            .Take(most.Filtered)
            .Select(match => Exact(at, match))
            .Where(match => match.Gain > least)
            .OrderByDescending(match => match.Gain)
            .Take(most.Refined)
            .Select(match => RefinedQuickly(at.State.With(match.Term)))];

    /// <summary>A match beside all that the fit can bend.</summary>
    private FilterMatch Exact(Linearised at, FilterMatch match)
    {
        (double precision, double amplitude) = at.Beside(fit.Column(match.Term, at.State.Instrument));
        double strain = match.Strain / fit.Prior.StrainScale;
        double gain = amplitude > 0 ? at.Scale * (precision * amplitude * amplitude - strain * strain) : 0;
        return match with { Amplitude = Math.Max(amplitude, 0), Gain = gain };
    }

    /// <summary>Whether a phase may be removed: by the misfit that its height takes away beside all others.</summary>
    private static bool IsWeak(Linearised at, int phase)
    {
        const double WeakGain = 25;
        int column = at.State.FirstOf(phase);
        double height = at.State.Phases[phase].Height;
        double variance = at.Variance(column);
        return height * height < 2 * WeakGain * variance;
    }

    private static int[] Members(Linearised at) => [.. at.State.Phases.Select(phase => phase.Candidate)];

    private Hypothesis Weighed(Linearised refined) => evidence.Weighed(refined, fit.Prior);
}
