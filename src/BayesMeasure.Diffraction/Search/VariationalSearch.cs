using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Inference;
using BayesMeasure.Linear.Sparse;
using BayesMeasure.Variational;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Finds phases by sparse variational inference: all gates, heights, strains and widths at once, each candidate about the place
/// where it matches best. Where profiles are no longer linear they are made anew: what was selected is refined, all others match
/// what that leaves, or take the place of one of them, and q is found again, until it selects what it has selected before. Who
/// finds q is told what is asked in a round, and gives a guide for it: so many patterns can be asked about at once.
/// </summary>
/// <remarks>After K. Murakami et al., arXiv 2501.09308; priors, guide and schedule are our own.</remarks>
internal sealed class VariationalSearch
{
    private const int MostRounds = 6;
    private const int MostColumns = 60;

    private readonly SearchContext context;
    private readonly double[] scales;
    private readonly double[] logOdds;
    private NeighbouringSets near;
    private SettledSet set;
    private RelaxedProfile profile;
    private int round = 1;

    private VariationalSearch(SearchContext context, double[] logOdds, FitState? start)
    {
        (this.context, this.logOdds, scales) = (context, logOdds, context.HeightScales());
        near = NeighbouringSets.First(context, new(scales, logOdds));
        Linearised nothing = near.Nothing().Fit;
        set = Compared(start == null ? nothing : Refined(start with { Background = nothing.State.Background }));
        profile = Relaxed();
    }

    /// <summary>What is asked in this round.</summary>
    public SelectionProblem Problem => profile.Problem;

    /// <summary>What is selected; null before rounds have ended.</summary>
    public PhaseSearchResult? Result { get; private set; }

    /// <summary>Begins a search: what is asked in its first round.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="candidates">What each candidate shows.</param>
    /// <param name="options">How.</param>
    /// <param name="start">Where the fit of another pattern of a series ended; null for none.</param>
    public static VariationalSearch Of(
        MeasuredPattern pattern, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions options, FitState? start) =>
        new(new(pattern, candidates, options), options.LogOdds(candidates.Count), start);

    /// <summary>How the guides of a round are fitted; all patterns of a round have the same seed.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="engine">Who fits; null for the host.</param>
    public static VariationalInference Settings(int round, ISelectionEngine? engine) =>
        RelaxedSelection.Settings with { Seed = (ulong)round, Engine = engine, Threads = engine == null ? 1 : 0 };

    /// <summary>Takes the guide of a round: what it selects is refined, and asked about anew unless it has settled.</summary>
    public void Take(SelectionGuide guide)
    {
        if (guide.Divergence is { } divergence)
        {
            throw new InferenceException(divergence);
        }

        RelaxedSelection selection = new(profile, guide);
        FitState selected = selection.Selected(set.Fit.State, near.Fit.Prior);
        bool hasSettled = round > 1 && Members(selected).SequenceEqual(Members(set.Fit.State));
        if (!hasSettled)
        {
            set = Compared(Refined(selected));
        }

        if (hasSettled || round == MostRounds)
        {
            Result = Told(selection, hasSettled);
            return;
        }

        round++;
        profile = Relaxed();
    }

    private PhaseSearchResult Told(RelaxedSelection selection, bool hasSettled)
    {
        PhaseSearchResult result = new ResultAssembly(context, set, Answer(selection), scales).Result();
        return result with
        {
            Method = PhaseMethod.Variational,
            Hypotheses = [],
            Phases = [.. result.Phases.Select(phase => phase.AsSelected())],
            Remarks = hasSettled
                ? result.Remarks
                : [.. result.Remarks, $"After {MostRounds} rounds the selection still changed: sample the gates."],
        };
    }

    /// <summary>
    /// The set with its profile refined, where lines may be wider than before: without what only shares the lines of a relative.
    /// </summary>
    private Linearised Refined(FitState state)
    {
        FitState refined = near.Ordered(near.Removed(near.Refined(state))).Fit.State;
        near = near.Renewed(context.FitAt(refined.Instrument.Width), refined.Instrument);
        return near.Refined(refined with { Phases = [.. refined.Phases.Where(phase => phase.Height > 0)] }).Fit;
    }

    private SettledSet Compared(Linearised fit) => new RivalComparison(context, near, scales).Compared(fit);

    /// <summary>
    /// Gates of the phases, of their rivals in their places, since a relaxed gate has one place, and of all others where they
    /// match what is left.
    /// </summary>
    private RelaxedProfile Relaxed()
    {
        Linearised at = set.Fit;
        InstrumentProfile instrument = at.State.Instrument;
        IEnumerable<RelaxedColumn> members = at.State.Phases.Select(phase => Column(phase, instrument, isMember: true));
        IEnumerable<RelaxedColumn> rivals = set.Rivals.Values
            .Select(rival => Column(rival.Term, rival.Fit.State.Instrument, isMember: false));
        IEnumerable<RelaxedColumn> others = near.Filter.Matches(at.Residual, instrument, at.Scale)
            .Where(match => at.State.PlaceOf(match.Candidate) < 0 && !set.Rivals.ContainsKey(match.Candidate))
            .Where(match => match.Amplitude > 0)
            .Select(match => Column(match.Term, instrument, isMember: false));
        return new(context, near.Fit, at, [.. members.Concat(rivals).Concat(others).Take(MostColumns)]);
    }

    private RelaxedColumn Column(PhaseTerm term, InstrumentProfile instrument, bool isMember) => RelaxedColumn.At(
        term, near.Fit.Prior, instrument, logOdds[term.Candidate], scales[term.Candidate], isMember);

    private GateAnswer Answer(RelaxedSelection selection)
    {
        FitState state = set.Fit.State;
        int[] open = [.. Enumerable.Range(0, selection.Columns.Count)
            .Where(k => state.PlaceOf(selection.Columns[k].Term.Candidate) >= 0)];
        return new(
            [.. selection.Columns.Select(column => new GatedColumn(
                column.Term, column.Instrument, 0, set.Rivals.GetValueOrDefault(column.Term.Candidate)?.Replaced))],
            selection.Draws((ulong)round),
            [new GateSet(open, double.NaN, 1)],
            set.Noise.Nuisance,
            set.Noise.Misfit);
    }

    private static IEnumerable<int> Members(FitState state) => state.Phases.Select(phase => phase.Candidate).Order();
}
