using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>Names what went wrong in a run: free energies that disagree, a ladder that replicas do not climb, a parameter that does not move.</summary>
internal static class RunWarnings
{
    private const double HighestRejection = 0.98;

    /// <param name="draws">What was drawn.</param>
    /// <param name="ladder">How replicas travelled.</param>
    /// <param name="disagreeing">The free energies, when they disagree; none otherwise.</param>
    /// <param name="burnInWasCut">Whether burn-in was cut short.</param>
    public static IEnumerable<string> Of(
        Draws draws, LadderReport ladder, IReadOnlyList<FreeEnergyEstimate> disagreeing, bool burnInWasCut)
    {
        if (burnInWasCut)
        {
            yield return "Burn-in was cut short at half of the time budget: steps and ladder may be poor. Allow more time.";
        }

        if (disagreeing.Count > 0)
        {
            yield return $"The free energy estimates disagree beyond their errors ({string.Join("; ", disagreeing)}): use more sweeps or more rungs.";
        }

        for (int rung = 0; rung < ladder.Rejections.Count; rung++)
        {
            if (ladder.Rejections[rung] > HighestRejection)
            {
                yield return FormattableString.Invariant(
                    $"Rungs {rung + 1} and {rung + 2} (beta = {ladder.InverseTemperatures[rung]:G4} and {ladder.InverseTemperatures[rung + 1]:G4}) exchange in only {1 - ladder.Rejections[rung]:P1} of the attempts: use more rungs.");
            }
        }

        if (ladder.RoundTrips == 0)
        {
            yield return "No replica travelled from the prior to the posterior and back: use more sweeps or more rungs.";
        }

        for (int parameter = 0; parameter < draws.Parameters.Count; parameter++)
        {
            if (draws.Of(parameter).Any(chain => chain.Distinct().Take(2).Count() < 2))
            {
                yield return $"The parameter '{draws.Parameters[parameter].Name}' never moved in at least one chain.";
            }
        }
    }
}
