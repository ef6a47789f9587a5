using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Diagnostics;

/// <summary>
/// How much correlated draws are worth: the effective sample size of several equally long chains and the standard error of
/// their mean, after Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16, 667. The spread between
/// the chains counts, so chains that do not agree are never taken for many good draws.
/// </summary>
public static class Autocorrelation
{
    private const int ShortestChain = 4;

    /// <summary>
    /// The number of independent draws that would give the mean the same error: S = M N / tau for M chains of N draws, with
    /// the integrated autocorrelation time tau = 1 + 2 sum rho_t (their equation 11) cut off by Geyer's initial monotone
    /// sequence. Antithetic chains may be worth more than M N draws, at most M N log10(M N).
    /// </summary>
    /// <param name="chains">The chains, all of one length N.</param>
    /// <returns>
    /// The effective sample size; NaN when there is no chain, fewer than four draws a chain, a value that is not finite, or
    /// no variation at all.
    /// </returns>
    /// <exception cref="ArgumentException">The chains differ in length.</exception>
    public static double EffectiveSampleSize(IReadOnlyList<double[]> chains) => ErrorOfMean(chains).EffectiveSamples;

    /// <summary>
    /// The standard error of the mean of all draws: sqrt(var+ / S), with var+ the variance of their equation 3, which
    /// includes the spread between the chains, and S the effective sample size.
    /// </summary>
    /// <param name="chains">The chains, all of one length N.</param>
    /// <returns>
    /// The standard error; 0 when the draws do not vary at all; NaN when there is no chain, fewer than four draws a chain,
    /// or a value that is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">The chains differ in length.</exception>
    public static double StandardErrorOfMean(IReadOnlyList<double[]> chains) => ErrorOfMean(chains).StandardError;

    /// <summary>Both at once, for half the work.</summary>
    internal static (double StandardError, double EffectiveSamples) ErrorOfMean(IReadOnlyList<double[]> chains)
    {
        int length = CommonLength(chains);
        if (length < ShortestChain)
        {
            return (double.NaN, double.NaN);
        }

        if (chains.All(chain => chain.All(value => value == chains[0][0])))
        {
            return (0, double.NaN);
        }

        double[] means = [.. chains.Select(ArrayStatistics.Mean)];
        double within = chains.Average(ArrayStatistics.Variance);
        double between = chains.Count > 1 ? ArrayStatistics.Variance(means) : 0;
        double variance = within * (length - 1) / length + between;
        if (!double.IsFinite(variance))
        {
            return (double.NaN, double.NaN);
        }

        double draws = chains.Count * (double)length;
        double time = IntegratedTime(MeanAutocovariance(chains, means), within, variance);
        // No finite record can show more than this much antithetic gain, so a smaller time is noise.
        double effectiveSamples = draws / Math.Max(time, 1 / Math.Log10(draws));
        return (Math.Sqrt(variance / effectiveSamples), effectiveSamples);
    }

    /// <summary>
    /// tau = -1 + 2 sum of the pairs rho_2k + rho_2k+1, which are positive and decrease for a reversible chain (Geyer 1992):
    /// the sum ends before the first pair that is not positive, and each pair is bounded by the one before. Half of the
    /// pair that ends the sum is kept where it is positive, which steadies the antithetic case.
    /// </summary>
    private static double IntegratedTime(double[] autocovariance, double within, double variance)
    {
        double time = -1;
        double bound = double.PositiveInfinity;
        double even = 1;
        for (int lag = 0; lag == 0 || lag + 5 < autocovariance.Length; lag += 2)
        {
            double pair = even + Correlation(lag + 1);
            if (!(pair > 0))
            {
                break;
            }

            bound = Math.Min(bound, pair);
            time += 2 * bound;
            even = Correlation(lag + 2);
        }
        return time + Math.Max(even, 0);

        // Equation 10: the spread between the chains enters through var+ as a correlation at every lag.
        double Correlation(int lag) => 1 - (within - autocovariance[lag]) / variance;
    }

    /// <summary>
    /// The autocovariance at every lag, averaged over the chains, as the transform of the power spectrum. Two real chains
    /// travel as one complex series, since the real part of its autocovariance is the sum of theirs.
    /// </summary>
    private static double[] MeanAutocovariance(IReadOnlyList<double[]> chains, double[] means)
    {
        int length = chains[0].Length;
        int padded = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * length));
        var power = new Complex[padded];
        for (int chain = 0; chain < chains.Count; chain += 2)
        {
            var pair = new Complex[padded];
            bool single = chain + 1 == chains.Count;
            for (int t = 0; t < length; t++)
            {
                pair[t] = new(chains[chain][t] - means[chain], single ? 0 : chains[chain + 1][t] - means[chain + 1]);
            }

            Fourier.Forward(pair, FourierOptions.NoScaling);
            for (int k = 0; k < padded; k++)
            {
                power[k] += pair[k].Real * pair[k].Real + pair[k].Imaginary * pair[k].Imaginary;
            }
        }
        Fourier.Inverse(power, FourierOptions.NoScaling);

        double scale = 1 / ((double)padded * length * chains.Count);
        return [.. power.Take(length).Select(value => value.Real * scale)];
    }

    private static int CommonLength(IReadOnlyList<double[]> chains)
    {
        int length = chains.Count == 0 ? 0 : chains[0].Length;
        if (chains.Any(chain => chain.Length != length))
        {
            throw new ArgumentException("The chains must be of equal length.", nameof(chains));
        }

        return length;
    }
}
