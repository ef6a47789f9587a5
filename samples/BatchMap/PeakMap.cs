using BayesMeasure.Batch;
using BayesMeasure.Comparison;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BatchMap;

/// <summary>
/// A map of spectra with two equal peaks: they move apart from column to column, and the noise grows from row to row. Where can
/// they be told apart?
/// </summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
public sealed record PeakMap(int Rows, int Columns)
{
    /// <summary>The width of a peak.</summary>
    public const double Width = 0.1;

    private const double Middle = 0.5;
    private const double LeastNoise = 0.02;
    private const double MostNoise = 0.3;
    private const double MostDistance = 0.3;

    /// <summary>The map of the page: 12 rows of 20 spectra.</summary>
    public static PeakMap Default { get; } = new(12, 20);

    // <family>
    /// <summary>One to three peaks, and noise of unknown level.</summary>
    public static ModelFamily Family { get; } = ModelFamily.Of<GaussianPeak>(
        1,
        3,
        new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["center"] = Prior.Uniform(0, 1),
            ["width"] = Prior.LogUniform(0.05, 0.3),
        },
        GaussianNoise.Unknown,
        common: new() { ["noise"] = Prior.LogUniform(0.005, 1) });
    // </family>

    /// <summary>How long is sampled.</summary>
    public static BatchOptions Options { get; } = new()
    {
        Sampling = new() { Seed = 1, Chains = 2, BurnInSweeps = 300, Sweeps = 600 },
    };

    /// <summary>The points of a spectrum.</summary>
    public static double[] X { get; } = [.. Enumerable.Range(0, 60).Select(i => i / 59.0)];

    /// <summary>The noise of a row.</summary>
    public double NoiseOf(int row) => LeastNoise * Math.Pow(MostNoise / LeastNoise, Part(row, Rows));

    /// <summary>How far apart the peaks of a column are.</summary>
    public double DistanceOf(int column) => MostDistance * Part(column, Columns);

    /// <summary>The spectrum of a place, without noise.</summary>
    public double[] CurveOf(int column)
    {
        double half = 0.5 * DistanceOf(column);
        return [.. X.Select(x => Peak(x, Middle - half) + Peak(x, Middle + half))];
    }

    private static double Part(int position, int count) => count > 1 ? position / (count - 1.0) : 1;

    private static double Peak(double x, double center) => Math.Exp(-Math.Pow((x - center) / Width, 2) / 2);
}
