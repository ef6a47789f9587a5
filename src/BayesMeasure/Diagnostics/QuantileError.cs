using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Diagnostics;

/// <summary>
/// How well several chains fix a quantile, after Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16,
/// 667, section 4.
/// </summary>
internal readonly record struct QuantileError
{
    /// <summary>The probability that a normal deviate is below -1.</summary>
    private const double OneSigmaBelow = 0.15865525393145705;

    /// <param name="halves">The split chains.</param>
    /// <param name="sorted">All draws, ascending.</param>
    /// <param name="probability">Which quantile, above 0 and below 1.</param>
    public QuantileError(List<double[]> halves, double[] sorted, double probability)
    {
        double quantile = SortedArrayStatistics.QuantileCustom(sorted, probability, QuantileDefinition.R7);
        EffectiveSamples = Autocorrelation.EffectiveSampleSize(
            [.. halves.Select(half => Array.ConvertAll(half, value => value <= quantile ? 1.0 : 0.0))]);
        StandardError = double.IsNaN(EffectiveSamples) ? double.NaN : HalfWidth(sorted, probability, EffectiveSamples);
    }

    /// <summary>The effective sample size of the indicator of the quantile; NaN where it never varies.</summary>
    public double EffectiveSamples { get; }

    /// <summary>The Monte Carlo standard error of the quantile; NaN where there are no effective samples.</summary>
    public double StandardError { get; }

    /// <summary>
    /// The share of draws below the quantile is known like one of S independent draws, by the distribution Beta(S p + 1, S
    /// (1 - p) + 1); half the distance of the draws at its 16 % and 84 % points is the error.
    /// </summary>
    private static double HalfWidth(double[] sorted, double probability, double samples)
    {
        double a = samples * probability + 1;
        double b = samples * (1 - probability) + 1;
        int below = (int)Math.Floor(Beta.InvCDF(a, b, OneSigmaBelow) * sorted.Length);
        int above = (int)Math.Ceiling(Beta.InvCDF(a, b, 1 - OneSigmaBelow) * sorted.Length);
        return (sorted[Math.Min(above, sorted.Length) - 1] - sorted[Math.Max(below, 1) - 1]) / 2;
    }
}
