using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>
/// The harder test that followed NSO-3: ten narrow peaks, three of them in one overlapping group, in noise of 0.1.
/// </summary>
public static class TenPeaks
{
    private const double Sigma = 0.1;

    private static readonly double[] Amplitudes = [0.587, 1.522, 1.183, 0.864, 0.574, 0.388, 0.53, 0.3, 0.6, 0.7];

    private static readonly double[] Precisions =
        [500.689, 1046.837, 764.469, 550.689, 562.837, 634.469, 600.689, 664.469, 700.689, 746.837];

    /// <summary>The centers of the peaks.</summary>
    public static double[] Centers { get; } = [0.75, 0.84, 0.95, 1.71, 1.82, 1.95, 1.12, 1.30, 1.45, 2.1];

    /// <summary>The posterior with ten peaks, under the priors of the test.</summary>
    public static Posterior Create()
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.Gamma(5, 0.004),
            ["center"] = Prior.Normal(1.5, 1),
        };
        return new(
            Simulate(),
            ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Centers.Length),
            GaussianNoise.Known(Sigma),
            peak.Repeat(Centers.Length));
    }

    private static Measurement Simulate()
    {
        double[] x = [.. Enumerable.Range(0, Nso3.Points).Select(i => i / 100.0)];
        double[] truth = [.. Centers.SelectMany((center, k) => new[] { Amplitudes[k], Precisions[k], center })];
        double[] clean = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Centers.Length).Evaluate(x, truth);
        return new(x, clean.Zip(LegacyNormals.Take(0, Nso3.Points), (value, normal) => value + Sigma * normal))
        {
            Name = "ten peaks",
        };
    }
}
