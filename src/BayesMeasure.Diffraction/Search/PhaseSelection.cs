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
    private const int QuickSteps = 3;
    private const int FullSteps = 12;
    private const double ExchangeMargin = 12;

    private PatternFit fit;
    private readonly HypothesisEvidence evidence;
    private readonly SearchContext context;
    private readonly List<Hypothesis> tried = [];

    /// <param name="context">What all steps of the search share.</param>
    /// <param name="fit">It fits.</param>
    /// <param name="evidence">It weighs.</param>
    public PhaseSelection(SearchContext context, PatternFit fit, HypothesisEvidence evidence) =>
        (this.context, this.fit, this.evidence) = (context, fit, evidence);

    /// <summary>All sets that were refined.</summary>
    public IReadOnlyList<Hypothesis> Tried => tried;

    /// <summary>Selects.</summary>
    /// <param name="filter">It proposes.</param>
    /// <param name="instrument">Where lines stand at first.</param>
    public Hypothesis Select(MatchedFilter filter, InstrumentProfile instrument)
    {
        Hypothesis at = Weighed(fit.Begin(instrument));
        at = Inserted(at, filter);
        for (int round = 0; round < 2; round++)
        {
            Hypothesis before = at;
            fit = context.FitAt(at.Fit.State.Instrument.Width);
            tried.Clear();
            filter = context.Filter(at.Fit.State.Instrument, fit);
            at = Removed(Inserted(Weighed(fit.Refine(at.Fit.State, FullSteps)), filter));
            at = Exchanged(at, filter);
            if (at.Members.SequenceEqual(before.Members))
            {
                break;
            }
        }

        return at;
    }

    private Hypothesis Inserted(Hypothesis at, MatchedFilter filter)
    {
        while (at.Members.Length < context.Options.MostPhases)
        {
            Hypothesis? best = BestWithOneMore(at, filter, excluded: -1, RefinedMatches, 0);
            if (best == null || best.LogEvidence <= at.LogEvidence)
            {
                return at;
            }

            at = Removed(best);
        }

        return at;
    }

    /// <summary>The best set with one more phase.</summary>
    private Hypothesis? BestWithOneMore(Hypothesis at, MatchedFilter filter, int excluded, int refined, double least)
    {
        double perNat = PerNat(at.Fit);
        FilterMatch[] matches = filter.Matches(at.Fit.Residual, at.Fit.State.Instrument, perNat);
        return matches
            .Where(match => match.Candidate != excluded && !at.Members.Contains(match.Candidate) && match.Amplitude > 0)
            .Take(FilteredMatches)
            .Select(match => Exact(at.Fit, match, perNat))
            .Where(match => match.Gain > least)
            .OrderByDescending(match => match.Gain)
            .Take(refined)
            .Select(match => Weighed(fit.Refine(at.Fit.State.With(Term(match)), QuickSteps)))
            .MaxBy(hypothesis => hypothesis.LogEvidence);
    }

    /// <summary>A match beside all that the fit can bend.</summary>
    private FilterMatch Exact(Linearised at, FilterMatch match, double perNat)
    {
        (double precision, double amplitude) = at.Beside(fit.Column(Term(match), at.State.Instrument));
        double strain = match.Strain / fit.Prior.StrainScale;
        double gain = amplitude > 0 ? precision * at.Scale * amplitude * amplitude - perNat * strain * strain : 0;
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

    private Hypothesis Exchanged(Hypothesis at, MatchedFilter filter)
    {
        for (int phase = 0; phase < at.Fit.State.Phases.Length; phase++)
        {
            int old = at.Fit.State.Phases[phase].Candidate;
            Linearised without = fit.Refine(at.Fit.State.Without(phase), 0);
            double lost = without.Misfit - at.Fit.Misfit;
            double least = lost - 2 * ExchangeMargin * at.Fit.Scale;
            Hypothesis? other = BestWithOneMore(new(without, double.NegativeInfinity), filter, old, RefinedMatches, least);
            if (other != null && other.LogEvidence > at.LogEvidence)
            {
                at = Removed(Weighed(fit.Refine(other.Fit.State, FullSteps)));
                phase = -1;
                if (tried.Count > 200)
                {
                    return at;
                }
            }
        }

        return at;
    }

    private Hypothesis Weighed(Linearised refined)
    {
        Hypothesis hypothesis = new(refined, evidence.Of(refined, fit.Prior));
        tried.Add(hypothesis);
        return hypothesis;
    }

    private static double PerNat(Linearised at) => at.Misfit / at.Independent;

    private static PhaseTerm Term(FilterMatch match) =>
        new(match.Candidate, match.Amplitude, MatchedFilter.Shape(match.Strain, match.Broadening));
}
