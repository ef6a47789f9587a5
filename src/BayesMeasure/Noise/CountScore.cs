using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Noise;

/// <summary>A Poisson count as a standard normal deviate, its probability spread evenly over the step that it makes.</summary>
internal static class CountScore
{
    /// <summary>Up to so many counts the distribution function is summed; beyond, its expansion is right to 0.002.</summary>
    private const double MostSummed = 400;

    /// <summary>z = Phi^-1(P(Y &lt; y) + share p(y)).</summary>
    /// <param name="count">The count y.</param>
    /// <param name="mean">The expected count, above 0.</param>
    /// <param name="share">Where in the step of y: from 0 to 1.</param>
    public static double Of(double count, double mean, double share) =>
        Math.Max(count, mean) < MostSummed ? Summed(count, mean, share) : Expanded(count + share - 0.5, mean);

    /// <summary>The smaller tail is computed, since the other one has no digits left near 1.</summary>
    private static double Summed(double count, double mean, double share)
    {
        double probability = Math.Exp(count * Math.Log(mean) - mean - SpecialFunctions.GammaLn(count + 1));
        return count <= mean
            ? Normal.InvCDF(0, 1, (count > 0 ? SpecialFunctions.GammaUpperRegularized(count, mean) : 0) + share * probability)
            : -Normal.InvCDF(0, 1, SpecialFunctions.GammaLowerRegularized(count + 1, mean) + (1 - share) * probability);
    }

    /// <summary>
    /// Peizer and Pratt's expansion (1968, J. Am. Stat. Assoc. 63, 1416): the signed root r of the deviance of the continuous
    /// count c, times (c - mean + 1/6) / (c - mean); near c = mean, where both vanish, its limit.
    /// </summary>
    private static double Expanded(double count, double mean)
    {
        double excess = (count - mean) / mean;
        return Math.Abs(excess) < 1e-4
            ? (count - mean + 1.0 / 6) / Math.Sqrt(mean)
            : (count - mean + 1.0 / 6) * Math.Sqrt(2 * mean * ((1 + excess) * Math.Log(1 + excess) - excess))
                / Math.Abs(count - mean);
    }
}
