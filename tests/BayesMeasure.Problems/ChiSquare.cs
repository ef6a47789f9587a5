using MathNet.Numerics.Distributions;

namespace BayesMeasure.Problems;

/// <summary>Pearson's test of counts against probabilities.</summary>
public static class ChiSquare
{
    /// <summary>The probability of a chi-square at least as large, if the counts do come from the probabilities.</summary>
    /// <param name="counts">How often each outcome was seen.</param>
    /// <param name="probabilities">
    /// The probability of each outcome; an outcome of probability 0 that was seen has significance 0.
    /// </param>
    public static double Significance(IReadOnlyList<int> counts, IReadOnlyList<double> probabilities)
    {
        double total = counts.Sum();
        double sum = 0;
        int outcomes = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            double expected = total * probabilities[i];
            if (expected > 0)
            {
                sum += (counts[i] - expected) * (counts[i] - expected) / expected;
                outcomes++;
            }
            else if (counts[i] > 0)
            {
                return 0;
            }
        }

        return 1 - ChiSquared.CDF(outcomes - 1, sum);
    }
}
