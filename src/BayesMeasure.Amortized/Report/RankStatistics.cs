using MathNet.Numerics.Distributions;

namespace BayesMeasure.Amortized.Report;

/// <summary>
/// Where true parameters lie among draws of their posterior (simulation-based calibration: Talts and others 2018,
/// arXiv 1804.06788): ranks of calibrated draws are uniform. Draws from the prior pass this as well.
/// </summary>
/// <param name="Ranks">The share of draws below the truth, curve by curve.</param>
public sealed record RankStatistics(IReadOnlyList<double> Ranks)
{
    private const int Bins = 10;

    /// <summary>How many of the ranks lie in each tenth.</summary>
    public IReadOnlyList<int> Histogram =>
        [.. Enumerable.Range(0, Bins).Select(bin => Ranks.Count(rank => Math.Min(Bins - 1, (int)(rank * Bins)) == bin))];

    /// <summary>The probability of so uneven a histogram where draws are calibrated, by Pearson's chi squared.</summary>
    public double UniformityProbability
    {
        get
        {
            double expected = (double)Ranks.Count / Bins;
            double statistic = Histogram.Sum(count => (count - expected) * (count - expected) / expected);
            return 1 - ChiSquared.CDF(Bins - 1, statistic);
        }
    }

    /// <summary>How often the central interval of a probability holds the truth.</summary>
    /// <param name="probability">The probability of the interval, such as 0.9.</param>
    public double Coverage(double probability) => Ranks.Average(rank => Math.Abs(rank - 0.5) <= probability / 2 ? 1.0 : 0);
}
