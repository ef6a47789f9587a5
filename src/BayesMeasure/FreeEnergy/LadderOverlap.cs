using System.Globalization;
using BayesMeasure.Diagnostics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// How much neighbouring rungs overlap: the mean probability min(1, (L_lower / L_upper)^step) that their draws of one sweep could
/// be exchanged. Where hardly any could, no reweighting leads from one rung to the other.
/// </summary>
internal static class LadderOverlap
{
    /// <summary>A mean over fewer draws than these is not one.</summary>
    private const double FewestDraws = 20;

    /// <summary>Where so many draws could be exchanged, replicas go from one rung to the other all the time.</summary>
    private const double LargeShare = 0.1;

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

    /// <summary>
    /// The number of independent draws of a rung that could be exchanged with those of the next: N p of N that could with the
    /// probability p, and so many of any as have the same relative error, 1 / sqrt(N p). One visit of a replica is one, however
    /// long it stays.
    /// </summary>
    private static double Shared(LogLikelihoodTraces traces, int rung)
    {
        double step = traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung];
        double[][] probabilities = [.. Enumerable.Range(0, traces.Chains)
            .Select(chain => Probabilities(traces[chain, rung], traces[chain, rung + 1], step))];
        double sum = probabilities.Sum(chain => chain.Sum());
        double count = traces.Chains * (double)traces.Sweeps;
        if (sum < FewestDraws || sum > LargeShare * count)
        {
            return sum;
        }

        double relativeError = Autocorrelation.StandardErrorOfMean(probabilities) * count / sum;
        return double.IsNaN(relativeError) ? sum : Math.Min(sum, Math.Pow(relativeError, -2));
    }

    /// <summary>The probability after each sweep that the draws of two rungs can be exchanged.</summary>
    private static double[] Probabilities(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double step)
    {
        double[] probabilities = new double[lower.Length];
        for (int sweep = 0; sweep < probabilities.Length; sweep++)
        {
            probabilities[sweep] = Math.Exp(Math.Min(0, step * (lower[sweep] - upper[sweep])));
        }

        return probabilities;
    }
}
