namespace BayesMeasure.FreeEnergy;

/// <summary>
/// What the walkers of a ladder did between prior and posterior: the draws of all rungs are worth no more than the times that
/// something new came from the prior to the posterior.
/// </summary>
/// <param name="RoundTrips">How many times a walker went from the prior to the posterior and back.</param>
/// <param name="Restarts">How many times a walker that was drawn from the prior arrived at the posterior.</param>
internal sealed record LadderTravel(long RoundTrips, long Restarts)
{
    /// <summary>Why the estimates of the ladder are not to be used; null where they are.</summary>
    public string? Doubt => Restarts == 0 ? "no replica came from the prior to the posterior" : null;
}
