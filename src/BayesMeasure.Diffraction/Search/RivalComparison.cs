namespace BayesMeasure.Diffraction.Search;

/// <summary>A candidate that was fitted in the place of a phase, beside all others.</summary>
/// <param name="Replaced">The candidate in whose place it is.</param>
/// <param name="Fit">The fit of the set, the rival being its last phase.</param>
/// <param name="LogOdds">ln of the evidence with it over that with the phase that it replaces.</param>
internal sealed record Rival(int Replaced, Linearised Fit, double LogOdds)
{
    // Odds of two fits are wrong by a few nat where errors are not as assumed.
    private const double LargestDistance = 7;

    /// <summary>The rival as it was fitted.</summary>
    public PhaseTerm Term => Fit.State.Phases[^1];

    /// <summary>Whether it may be the phase: whether data and allowed strain cannot tell the two apart.</summary>
    public bool IsNear => LogOdds > -LargestDistance;
}

/// <summary>A set of phases with what could stand in the place of one of them.</summary>
/// <param name="Fit">The fit of the set.</param>
/// <param name="Noise">What is integrated out of it.</param>
/// <param name="Rivals">The rivals by their candidates.</param>
internal sealed record SettledSet(Linearised Fit, FitNuisance Noise, IReadOnlyDictionary<int, Rival> Rivals);

/// <summary>
/// Exchanges each phase for each candidate that fits in its place, all shapes, texture and instrument refined anew, by evidence
/// that knows of errors of lines: what data and allowed strain cannot tell apart is found here.
/// </summary>
/// <param name="context">What all steps of the search share.</param>
/// <param name="near">It knows which candidates fit in a place.</param>
/// <param name="scales">The scales of the heights.</param>
internal sealed class RivalComparison(SearchContext context, NeighbouringSets near, double[] scales)
{
    private const int MostExchanges = 4;

    /// <summary>Exchanges phases while a rival is better.</summary>
    public SettledSet Settled(Linearised fit)
    {
        SettledSet set = Compared(fit);
        for (int i = 0; i < MostExchanges && set.Rivals.Values.MaxBy(rival => rival.LogOdds) is { LogOdds: > 0 } better; i++)
        {
            set = Compared(better.Fit);
        }

        return set;
    }

    /// <summary>The set as it is, with its rivals.</summary>
    public SettledSet Compared(Linearised fit)
    {
        FitNuisance noise = FitNuisance.Of(context, fit);
        double own = LogEvidence(fit, noise);
        Dictionary<int, Rival> rivals = [];
        foreach ((int place, PhaseTerm phase) in fit.State.Phases.Index())
        {
            foreach (Linearised other in near.InPlace(fit, place))
            {
                Rival rival = new(phase.Candidate, other, LogEvidence(other, noise) - own);
                int candidate = rival.Term.Candidate;
                if (!rivals.TryGetValue(candidate, out Rival? known) || rival.LogOdds > known.LogOdds)
                {
                    rivals[candidate] = rival;
                }
            }
        }

        return new(fit, noise, rivals);
    }

    private double LogEvidence(Linearised fit, FitNuisance noise) =>
        FitNuisance.LogEvidence(context, fit, scales, noise.Nuisance.Scale);
}
