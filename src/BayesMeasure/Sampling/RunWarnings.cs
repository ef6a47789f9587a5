using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Says what went wrong in a run: a short burn-in, free energies that disagree, rare exchanges, and all that stood still.
/// </summary>
internal static class RunWarnings
{
    private const double HighestRejection = 0.98;
    private const int MostValues = 6;

    /// <param name="ladder">How replicas travelled.</param>
    /// <param name="stalls">What stood still.</param>
    /// <param name="disagreeing">The free energies, when they disagree; none otherwise.</param>
    /// <param name="burnInWasCut">Whether burn-in was cut short.</param>
    /// <param name="hidden">The mode that the draws missed; null when there is none.</param>
    /// <param name="parameters">The parameters of its point.</param>
    public static IEnumerable<string> Of(
        LadderReport ladder,
        IReadOnlyList<Stall> stalls,
        IReadOnlyList<FreeEnergyEstimate> disagreeing,
        bool burnInWasCut,
        HiddenMode? hidden,
        IReadOnlyList<Parameter> parameters)
    {
        if (burnInWasCut)
        {
            yield return "Burn-in was cut short at half of the time budget: steps and ladder may be poor. Allow more time.";
        }

        if (hidden is not null)
        {
            yield return OfHidden(hidden, parameters);
        }

        if (disagreeing.Count > 0)
        {
            yield return $"The free energy estimates disagree beyond their errors ({string.Join("; ", disagreeing)}): "
                + "use more sweeps or more rungs.";
        }

        for (int rung = 0; rung < ladder.Rejections.Count; rung++)
        {
            if (ladder.Rejections[rung] > HighestRejection && ladder.Exchanges[rung] > 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Rungs {rung + 1} and {rung + 2} "
                    + $"(beta = {ladder.InverseTemperatures[rung]:G4} and {ladder.InverseTemperatures[rung + 1]:G4}) "
                    + $"exchange in only {1 - ladder.Rejections[rung]:P1} of the attempts: use more rungs.");
            }
        }

        foreach (Stall stall in stalls)
        {
            yield return stall.Text;
        }
    }

    /// <summary>The draws miss a mode.</summary>
    public static string OfHidden(HiddenMode hidden, IReadOnlyList<Parameter> parameters)
    {
        string found = double.IsNaN(hidden.ApproximateShare)
            ? $"a density e^{hidden.LogDensityExcess.ToString("F0", CultureInfo.InvariantCulture)} times that of any draw"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"one that holds about {100 * hidden.ApproximateShare:F0} % of it, by the Laplace approximation,");
        return $"The draws miss a mode of the posterior: a search found {found} at {PointOf(hidden, parameters)}. "
            + "log Z may be too low by any amount. Look at that point: use a prior that excludes it, or one that is "
            + "concentrated near it.";
    }

    private static string PointOf(HiddenMode hidden, IReadOnlyList<Parameter> parameters) => string.Join(
        ", ",
        hidden.Point.Take(MostValues).Select((value, i) => FormattableString.Invariant($"{parameters[i].Name} = {value:G4}"))
            .Concat(hidden.Point.Count > MostValues ? ["..."] : []));
}
