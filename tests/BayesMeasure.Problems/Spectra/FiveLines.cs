using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>Five Gaussian lines of high contrast, one of them a shoulder of 5 %, with noise of a 300th of the highest.</summary>
public static class FiveLines
{
    /// <summary>The standard deviation of the noise.</summary>
    public const double Sigma = 1.0 / 300;

    private const int Points = 301;

    /// <summary>Amplitude, width and center of each line.</summary>
    public static IReadOnlyList<double> Truth { get; } =
        [0.6, 0.25, 0.7, 1, 0.3, 1.3, 0.05, 0.25, 1.58, 0.4, 0.35, 2.0, 0.8, 0.2, 2.4];

    /// <summary>The lines with noise.</summary>
    public static Measurement Measurement { get; } = Create();

    /// <summary>The posterior with K lines, under weak priors that follow the data; the level of the noise is sampled.</summary>
    public static Posterior WithLines(int count)
    {
        Prior line = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.01, 1.5),
            ["center"] = Prior.Uniform(0, 3),
        };
        return new(
            Measurement,
            ForwardModel.Of<GaussianPeak>().Repeat(count),
            GaussianNoise.Unknown,
            line.Repeat(count) + new Prior { ["noise"] = Prior.LogUniform(1e-4, 1) });
    }

    private static Measurement Create()
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / 100.0)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(5).Evaluate(x, [.. Truth]);
        IReadOnlyList<double> noise = LegacyNormals.Take(3, Points);
        return new(x, clean.Zip(noise, (value, normal) => value + Sigma * normal)) { Name = "five lines" };
    }
}
