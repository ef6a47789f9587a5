using BayesMeasure.Linear.Sparse;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Finds phases by sparse variational inference: all gates, heights, strains and widths at once, each candidate about the place
/// where it matches best. Where profiles are no longer linear they are made anew: what was selected is refined, all others match
/// what that leaves, or take the place of one of them, and q is found again, until it selects what it has selected before.
/// </summary>
/// <remarks>After K. Murakami et al., arXiv 2501.09308; priors, guide and schedule are our own.</remarks>
internal sealed class VariationalSearch
{
    private const int MostRounds = 6;
    private const int MostColumns = 60;
    private const int Steps = 12;

    private readonly SearchContext context;
    private readonly double[] scales;
    private readonly double[] logOdds;
    private readonly PhaseRivals rivals;
    private readonly TextureSearch textures;
    private readonly HypothesisEvidence evidence;
    private PatternFit fit;
    private MatchedFilter filter;

    /// <param name="context">What all steps share.</param>
    /// <param name="scales">tau of each candidate.</param>
    /// <param name="logOdds">The logarithm of the prior odds of each candidate.</param>
    public VariationalSearch(SearchContext context, double[] scales, double[] logOdds)
    {
        (this.context, this.scales, this.logOdds) = (context, scales, logOdds);
        (rivals, textures, evidence) = (new(context, scales), new(context), new(scales, logOdds));
        fit = context.Fit;
        filter = context.Filter(context.Instrument, fit);
    }

    /// <summary>What is selected.</summary>
    /// <param name="start">Where the fit of another pattern of a series ended; null for none.</param>
    public PhaseSearchResult Result(FitState? start)
    {
        Linearised at = Begin();
        at = start == null ? at : Refined(start with { Background = at.State.Background });
        RelaxedSelection selection = Relaxed(at, seed: 1);
        bool hasSettled = false;
        for (int round = 2; round <= MostRounds && !hasSettled; round++)
        {
            at = Refined(selection.Selected(at.State, fit.Prior));
            selection = Relaxed(at, (ulong)round);
            hasSettled = Members(selection.Selected(at.State, fit.Prior)).SequenceEqual(Members(at.State));
        }

        at = hasSettled ? at : Refined(selection.Selected(at.State, fit.Prior));
        SettledSet set = new(at, FitNuisance.Of(context, at), new Dictionary<int, Rival>());
        PhaseSearchResult result = new ResultAssembly(context, set, Answer(set, selection), scales).Result();
        return result with
        {
            Method = PhaseMethod.Variational,
            Hypotheses = [],
            Phases = [.. result.Phases.Select(phase => phase.AsSelected(Alike(at, phase)))],
            Remarks = hasSettled
                ? result.Remarks
                : [.. result.Remarks, $"After {MostRounds} rounds the selection still changed: sample the gates."],
        };
    }

    private Linearised Begin()
    {
        Linearised nothing = fit.Begin(context.Instrument);
        double offset = filter.Offset(nothing.Residual, context.Options.LargestShift, nothing.Scale);
        return fit.Begin(context.Instrument with { Zero = offset });
    }

    /// <summary>The set with its profile refined, where lines may be wider than before.</summary>
    private Linearised Refined(FitState state)
    {
        Linearised refined = fit.Refine(state, Steps);
        refined = textures.Ordered(new(refined, evidence.Of(refined, fit.Prior)), fit, Weighed).Fit;
        fit = context.FitAt(refined.State.Instrument.Width);
        filter = filter.HasWidthsOf(refined.State.Instrument) ? filter : context.Filter(refined.State.Instrument, fit);
        FitState positive = refined.State with { Phases = [.. refined.State.Phases.Where(phase => phase.Height > 0)] };
        return fit.Refine(positive, Steps);
    }

    private Hypothesis Weighed(Linearised refined) => new(refined, evidence.Of(refined, fit.Prior));

    private RelaxedSelection Relaxed(Linearised at, ulong seed)
    {
        IReadOnlyDictionary<int, FilterMatch> inPlaces = PhaseRivals.InPlaces(at, filter);
        IEnumerable<RelaxedColumn> members = at.State.Phases.Select(phase => Column(at, phase, isMember: true));
        IEnumerable<RelaxedColumn> others = filter.Matches(at.Residual, at.State.Instrument, at.Scale)
            .Where(match => at.State.PlaceOf(match.Candidate) < 0)
            .Select(match => inPlaces.GetValueOrDefault(match.Candidate, match))
            .Where(match => match.Amplitude > 0)
            .Select(match => Column(at, match.Term, isMember: false));
        return new(new(context, fit, at, [.. members.Concat(others).Take(MostColumns)]), seed);
    }

    private RelaxedColumn Column(Linearised at, PhaseTerm term, bool isMember) => RelaxedColumn.At(
        term, fit.Prior, at.State.Instrument.Width, logOdds[term.Candidate], scales[term.Candidate], isMember);

    private static GateAnswer Answer(SettledSet set, RelaxedSelection selection)
    {
        FitState state = set.Fit.State;
        int[] open = [.. Enumerable.Range(0, selection.Columns.Count)
            .Where(k => state.PlaceOf(selection.Columns[k].Term.Candidate) >= 0)];
        return new(
            [.. selection.Columns.Select(column => new GatedColumn(column.Term, state.Instrument, 0, null))],
            selection.Draws(),
            [new GateSet(open, double.NaN, 1)],
            set.Noise.Nuisance,
            set.Noise.Misfit);
    }

    private IReadOnlyList<string> Alike(Linearised at, FoundPhase phase)
    {
        int place = at.State.PlaceOf(phase.Candidate);
        int[] alike = place < 0 ? [] : rivals.AlikeTo(at, fit, filter, place);
        return [phase.Name, .. alike.Select(candidate => context.Candidates[candidate].Name)];
    }

    private static IEnumerable<int> Members(FitState state) => state.Phases.Select(phase => phase.Candidate).Order();
}
