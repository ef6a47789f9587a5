namespace BayesMeasure.Diffraction.Search;

/// <summary>Finds sets of phases: inserts what the evidence is for, removes what it is against, and exchanges.</summary>
/// <param name="context">What all steps of the search share.</param>
/// <param name="evidence">It weighs.</param>
internal sealed class PhaseSelection(SearchContext context, HypothesisEvidence evidence)
{
    private const int Rounds = 2;

    /// <summary>The sets about the one that is selected, at the widths that were found.</summary>
    public NeighbouringSets Near { get; private set; } = NeighbouringSets.First(context, evidence);

    /// <summary>Selects: lines are first moved to where few phases find the most.</summary>
    /// <param name="start">Where the fit of another pattern of a series ended; null for none.</param>
    public Hypothesis Select(FitState? start)
    {
        Hypothesis at = Inserted(Started(Near.Nothing(), start));
        for (int round = 0; round < Rounds; round++)
        {
            Hypothesis before = at;
            Near = Near.Renewed(context.FitAt(at.Fit.State.Instrument.Width), at.Fit.State.Instrument);
            at = Near.Removed(Inserted(Near.Refined(at.Fit.State)));
            at = Near.Ordered(Exchanged(at));
            if (at.Members.SequenceEqual(before.Members))
            {
                break;
            }
        }

        Near = Near.Renewed(Near.Fit, at.Fit.State.Instrument);
        return at;
    }

    /// <summary>The start, where it is better than nothing.</summary>
    private Hypothesis Started(Hypothesis nothing, FitState? start)
    {
        if (start == null)
        {
            return nothing;
        }

        Hypothesis carried = Near.Removed(Near.Refined(start with { Background = nothing.Fit.State.Background }));
        return carried.LogEvidence > nothing.LogEvidence ? carried : nothing;
    }

    private Hypothesis Inserted(Hypothesis at)
    {
        while (at.Members.Length < context.Options.MostPhases)
        {
            Hypothesis? best = Near.WithOneMore(at.Fit).MaxBy(hypothesis => hypothesis.LogEvidence);
            if (best == null || best.LogEvidence <= at.LogEvidence)
            {
                return at;
            }

            at = Near.Removed(best);
        }

        return at;
    }

    /// <summary>Puts another candidate in the place of each phase, where the evidence is for it.</summary>
    private Hypothesis Exchanged(Hypothesis at)
    {
        foreach (int member in at.Members)
        {
            int place = at.Fit.State.PlaceOf(member);
            if (place >= 0 && Near.WithAnother(at.Fit, place).MaxBy(other => other.LogEvidence) is { } best
                && best.LogEvidence > at.LogEvidence)
            {
                at = Near.Removed(Near.Refined(best.Fit.State));
            }
        }

        return at;
    }
}
