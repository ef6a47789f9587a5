using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Comparison;

/// <summary>
/// The probabilities of models, p_k = p(k) Z_k / sum of p(j) Z_j, and how the errors of the ln Z come through to
/// them.
/// </summary>
internal static class ProbabilityErrors
{
    private const int Samples = 10_000;

    /// <summary>The number of the stream: the same free energies always give the same interval.</summary>
    private const ulong Seed = 1;

    /// <param name="logWeights">
    /// ln p(k) + ln Z_k, each with the same constant or none; NaN for a model without a free energy, which has no probability
    /// then, and takes none from the others.
    /// </param>
    public static double[] Probabilities(IReadOnlyList<double> logWeights)
    {
        double[] probabilities = [.. logWeights];
        Normalise(probabilities);
        return probabilities;
    }

    /// <summary>
    /// To first order: d p_k / d ln Z_j = p_k (delta_kj - p_j). NaN for a model that has no error itself; what others have none
    /// adds nothing, and a comparison that hangs on it is not decided.
    /// </summary>
    public static double StandardError(double[] probabilities, EvidenceErrors errors, int k) => errors.IsKnown(k)
        ? errors.OfSum(j => errors.IsKnown(j) ? probabilities[k] * ((j == k ? 1 : 0) - probabilities[j]) : 0)
        : double.NaN;

    /// <summary>
    /// The central 68 % interval of every p_k. The first order is not enough for large errors: p_k is far from linear in
    /// ln Z then, and its distribution leans on 0 or 1. So normal errors are drawn and carried through. NaN for a model without
    /// an error, as in first order.
    /// </summary>
    public static Interval[] Intervals(IReadOnlyList<double> logWeights, EvidenceErrors errors)
    {
        if (logWeights.Count == 1 && errors.IsKnown(0))
        {
            // A model without others has the same probability in every sample.
            double alone = Probabilities(logWeights)[0];
            return [new(alone, alone)];
        }

        double[][] sampled = [.. logWeights.Select(_ => new double[Samples])];
        double[] normal = new double[logWeights.Count];
        double[] probabilities = new double[logWeights.Count];
        var random = new RandomStream(Seed, chain: 0, replica: 0);
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int k = 0; k < normal.Length; k++)
            {
                normal[k] = random.NextNormal();
            }

            for (int k = 0; k < probabilities.Length; k++)
            {
                probabilities[k] = logWeights[k] + errors.Of(k, normal);
            }

            Normalise(probabilities);
            for (int k = 0; k < probabilities.Length; k++)
            {
                sampled[k][sample] = probabilities[k];
            }
        }

        return [.. sampled.Select((values, k) =>
            errors.IsKnown(k) ? CentralInterval(values) : new(double.NaN, double.NaN))];
    }

    /// <summary>Makes probabilities of log weights in their place, since it is done for every sample.</summary>
    private static void Normalise(Span<double> values)
    {
        double highest = double.NaN;
        foreach (double value in values)
        {
            highest = double.IsNaN(highest) || value > highest ? value : highest;
        }

        double sum = 0;
        foreach (ref double value in values)
        {
            value = Math.Exp(value - highest);
            sum += double.IsNaN(value) ? 0 : value;
        }

        foreach (ref double value in values)
        {
            value /= sum;
        }
    }

    private static Interval CentralInterval(double[] values)
    {
        double tail = Normal.CDF(0, 1, -1);
        Array.Sort(values);
        return new(SortedArrayStatistics.Quantile(values, tail), SortedArrayStatistics.Quantile(values, 1 - tail));
    }
}
