using System.Globalization;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// How much neighbouring rungs overlap: the mean probability min(1, (L_lower / L_upper)^step) that their draws of one sweep could
/// be exchanged. Where hardly any could, no reweighting leads from one rung to the other.
/// </summary>
internal static class LadderOverlap
{
    /// <summary>A mean over fewer draws than these is not one.</summary>
    private const double FewestDraws = 20;

    /// <summary>Why no estimate is to be made of all rungs at once; null where it can.</summary>
    public static string? Fault(LogLikelihoodTraces traces)
    {
        double[] shared = [.. Enumerable.Range(0, traces.Rungs - 1).Select(rung => Shared(traces, rung))];
        int least = Array.IndexOf(shared, shared.Min());
        return shared[least] >= FewestDraws ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"rungs {least + 1} and {least + 2} (beta = {traces.InverseTemperatures[least]:G4} and "
            + $"{traces.InverseTemperatures[least + 1]:G4}) overlap in {shared[least]:F0} of their "
            + $"{traces.Chains * traces.Sweeps:N0} draws");
    }

    /// <summary>The expected number of draws of a rung that could be exchanged with those of the next.</summary>
    private static double Shared(LogLikelihoodTraces traces, int rung)
    {
        double step = traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung];
        double sum = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            ReadOnlySpan<double> lower = traces[chain, rung];
            ReadOnlySpan<double> upper = traces[chain, rung + 1];
            for (int sweep = 0; sweep < lower.Length; sweep++)
            {
                sum += Math.Exp(Math.Min(0, step * (lower[sweep] - upper[sweep])));
            }
        }

        return sum;
    }
}
