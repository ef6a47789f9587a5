using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Weight fractions w_k = h_k / sum h of draws of the heights, each height times a lognormal systematic error: microabsorption,
/// extinction, and structures that are not those of the sample.
/// </summary>
internal sealed class WeightDraws
{
    private readonly double[][] fractions;

    /// <param name="gates">Draws of the heights.</param>
    /// <param name="systematic">The standard deviation of the logarithm of a height.</param>
    /// <param name="factors">What heights are multiplied by to be weights: 1 without a correction of microabsorption.</param>
    /// <param name="seed">The seed.</param>
    public WeightDraws(ColumnDraws gates, double systematic, double[] factors, ulong seed)
    {
        int count = gates.Probabilities.Count;
        List<double>[] open = [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
        RandomStream random = new(seed, chain: 0, replica: 1);
        double[] weights = new double[count];
        for (int draw = 0; draw < gates.DrawCount; draw++)
        {
            random.BeginSweep(draw + 1);
            ReadOnlySpan<double> amplitudes = gates.Amplitudes(draw);
            double sum = 0;
            for (int k = 0; k < count; k++)
            {
                weights[k] = amplitudes[k] > 0 ? amplitudes[k] * factors[k] * Math.Exp(systematic * random.NextNormal()) : 0;
                sum += weights[k];
            }

            for (int k = 0; k < count; k++)
            {
                if (weights[k] > 0)
                {
                    open[k].Add(weights[k] / sum);
                }
            }
        }

        fractions = [.. open.Select(values => values.Order().ToArray())];
    }

    /// <summary>The fractions of a phase where it is there, in ascending order.</summary>
    public IReadOnlyList<double> Of(int column) => fractions[column];

    /// <summary>The mean fraction of a phase, where it is there; 0 where it never is.</summary>
    public double Mean(int column) => fractions[column].DefaultIfEmpty().Average();

    /// <summary>The central interval of a fraction.</summary>
    public Interval Central(int column, double share)
    {
        double[] sorted = fractions[column];
        if (sorted.Length == 0)
        {
            return new(0, 0);
        }

        int cut = (int)(0.5 * (1 - share) * sorted.Length);
        return new(sorted[cut], sorted[^(cut + 1)]);
    }
}
