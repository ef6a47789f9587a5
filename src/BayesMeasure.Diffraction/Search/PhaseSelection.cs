using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A set of phases, as it was fitted.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="LogEvidence">ln p(y, set), up to a constant.</param>
internal sealed record Hypothesis(Linearised Fit, double LogEvidence)
{
    /// <summary>The candidates in it, in ascending order.</summary>
    public int[] Members { get; } = [.. Fit.State.Phases.Select(phase => phase.Candidate).Order()];
}

/// <summary>Finds sets of phases: inserts what the evidence is for, removes what it is against, and exchanges.</summary>
internal sealed class PhaseSelection
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

    private readonly TextureSearch textures;
    private PatternFit fit;
    private readonly HypothesisEvidence evidence;
    private readonly SearchContext context;
    private readonly List<Hypothesis> tried = [];

    /// <param name="context">What all steps of the search share.</param>
    /// <param name="fit">It fits.</param>
    /// <param name="evidence">It weighs.</param>
    public PhaseSelection(SearchContext context, PatternFit fit, HypothesisEvidence evidence) =>
        (this.context, this.fit, this.evidence, textures) = (context, fit, evidence, new(context));

    /// <summary>All sets that were refined.</summary>
    public IReadOnlyList<Hypothesis> Tried => tried;

    /// <summary>A filter at the widths that were found.</summary>
    public MatchedFilter? Filter { get; private set; }

    /// <summary>It fits, at the width that was found.</summary>
    public PatternFit Fit => fit;

    /// <summary>Selects: lines are first moved to where few phases find the most.</summary>
    /// <param name="start">Where the fit of another pattern of a series ended; null for none.</param>
    public Hypothesis Select(FitState? start)
    {
        MatchedFilter filter = context.Filter(context.Instrument, fit);
        Linearised begin = fit.Begin(context.Instrument);
        double offset = filter.Offset(begin.Residual, context.Options.LargestShift, begin.Scale);
        InstrumentProfile instrument = context.Instrument with { Zero = offset };
        Hypothesis at = Inserted(Started(Weighed(fit.Begin(instrument)), start), filter);
        for (int round = 0; round < 2; round++)
        {
            Hypothesis before = at;
            fit = context.FitAt(at.Fit.State.Instrument.Width);
            tried.Clear();
            filter = Renewed(filter, at.Fit.State.Instrument);
            at = Removed(Inserted(Weighed(fit.Refine(at.Fit.State, FullSteps)), filter));
            at = textures.Ordered(Exchanged(at, filter), fit, Weighed);
            if (at.Members.SequenceEqual(before.Members))
            {
                break;
            }
        }

        Filter = Renewed(filter, at.Fit.State.Instrument);
        return at;
    }

    /// <summary>The start, where it is better than nothing.</summary>
    private Hypothesis Started(Hypothesis nothing, FitState? start)
    {
        if (start == null)
        {
            return nothing;
        }

        FitState state = start with { Background = nothing.Fit.State.Background };
        Hypothesis carried = Removed(Weighed(fit.Refine(state, FullSteps)));
        return carried.LogEvidence > nothing.LogEvidence ? carried : nothing;
    }

    /// <summary>The filter, made anew where the widths of lines are other ones by now.</summary>
    private MatchedFilter Renewed(MatchedFilter filter, InstrumentProfile instrument) =>
        filter.HasWidthsOf(instrument) ? filter : context.Filter(instrument, fit);

    private Hypothesis Inserted(Hypothesis at, MatchedFilter filter)
    {
        while (at.Members.Length < context.Options.MostPhases)
        {
            Hypothesis? best = WithOneMore(at.Fit, filter, at.Members, 0, (FilteredMatches, RefinedMatches))
                .MaxBy(hypothesis => hypothesis.LogEvidence);
            if (best == null || best.LogEvidence <= at.LogEvidence)
            {
                return at;
            }

            at = Removed(best);
        }

        return at;
    }

    /// <summary>The sets with one more phase that gain the most, refined.</summary>
    private Hypothesis[] WithOneMore(
        Linearised at, MatchedFilter filter, IReadOnlyList<int> excluded, double least, (int Filtered, int Refined) most) =>
        [.. filter.Matches(at.Residual, at.State.Instrument, at.Scale)
            .Where(match => !excluded.Contains(match.Candidate) && match.Amplitude > 0)
            .Take(most.Filtered)
            .Select(match => Exact(at, match))
            .Where(match => match.Gain > least)
            .OrderByDescending(match => match.Gain)
            .Take(most.Refined)
            .Select(match => Weighed(fit.Refine(at.State.With(match.Term), QuickSteps)))];

    /// <summary>A match beside all that the fit can bend.</summary>
    private FilterMatch Exact(Linearised at, FilterMatch match)
    {
        (double precision, double amplitude) = at.Beside(fit.Column(match.Term, at.State.Instrument));
        double strain = match.Strain / fit.Prior.StrainScale;
        double gain = amplitude > 0 ? at.Scale * (precision * amplitude * amplitude - strain * strain) : 0;
        return match with { Amplitude = Math.Max(amplitude, 0), Gain = gain };
    }

    private Hypothesis Removed(Hypothesis at)
    {
        while (at.Members.Length > 0)
        {
            Hypothesis? best = Enumerable.Range(0, at.Members.Length)
                .Where(phase => IsWeak(at.Fit, phase))
                .Select(phase => Weighed(fit.Refine(at.Fit.State.Without(phase), QuickSteps)))
                .MaxBy(hypothesis => hypothesis.LogEvidence);
            if (best == null || best.LogEvidence <= at.LogEvidence)
            {
                return at;
            }

            at = best;
        }

        return at;
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

    /// <summary>Puts another candidate in the place of each phase, where the evidence is for it.</summary>
    private Hypothesis Exchanged(Hypothesis at, MatchedFilter filter)
    {
        foreach (int member in at.Members)
        {
            int place = at.Fit.State.PlaceOf(member);
            if (place >= 0 && Rivals(at.Fit, place, filter).MaxBy(other => other.LogEvidence) is { } best
                && best.LogEvidence > at.LogEvidence)
            {
                at = Removed(Weighed(fit.Refine(best.Fit.State, FullSteps)));
            }
        }

        return at;
    }

    /// <summary>The sets with another candidate in a place, the last of their phases, refined.</summary>
    private Hypothesis[] Rivals(Linearised at, int place, MatchedFilter filter)
    {
        PhaseTerm old = at.State.Phases[place];
        Linearised without = fit.Linearise(at.State.Without(place));
        FilterMatch own = new(old.Candidate, old.Shape.Strain, old.Shape.SizeBroadening, old.Height, 0, 0);
        double gain = Exact(without, own).Gain;
        return [.. WithOneMore(
                without,
                filter,
                [.. at.State.Phases.Select(phase => phase.Candidate)],
                LeastShareOfGain * gain,
                (FilteredRivals, RefinedRivals))
            .Where(other => other.Fit.Misfit - at.Misfit < LostShareOfGain * gain && other.Fit.State.Phases[^1].Height > 0)];
    }

    /// <summary>The sets with another candidate in the place of a phase that lose little, all unknowns refined.</summary>
    /// <param name="at">The set.</param>
    /// <param name="member">The phase that is replaced.</param>
    public IEnumerable<Linearised> InPlaceOf(Linearised at, int member) =>
        Rivals(at, at.State.PlaceOf(member), Filter!)
            .Select(other => textures.Ordered(Weighed(fit.Refine(other.Fit.State, FullSteps)), fit, Weighed).Fit);

    /// <summary>A set that was chosen elsewhere, refined.</summary>
    public Hypothesis Refined(FitState state) => Weighed(fit.Refine(state, FullSteps));

    private Hypothesis Weighed(Linearised refined)
    {
        Hypothesis hypothesis = new(refined, evidence.Of(refined, fit.Prior));
        tried.Add(hypothesis);
        return hypothesis;
    }
}
