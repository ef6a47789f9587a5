using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>Eight Gaussian peaks that overlap, 501 points, as many spectra as there are seeds.</summary>
public static class EightPeaks
{
    public const int Peaks = 8;
    public const int Points = 501;
    public const double Sigma = 0.02;

    /// <summary>The posterior of a spectrum: as many peaks as there are, weak priors, the level of the noise known.</summary>
    public static Posterior Of(int seed) => new(
        Measurement(seed),
        ForwardModel.Of<GaussianPeak>().Repeat(Peaks),
        GaussianNoise.Known(Sigma),
        new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 5),
            ["center"] = Prior.Uniform(0, 10),
        }.Repeat(Peaks));

    /// <summary>A spectrum: heights from 0.3 to 1.5, widths from 0.4 to 1.2, places anywhere from 0.5 to 9.5.</summary>
    public static Measurement Measurement(int seed)
    {
        var random = new RandomStream((ulong)seed, chain: 0, replica: 0);
        double[] truth = [.. Enumerable.Range(0, Peaks).SelectMany(_ => (double[])
        [
            0.3 + 1.2 * random.NextUniform(), 0.4 + 0.8 * random.NextUniform(), 0.5 + 9 * random.NextUniform(),
        ])];
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / 50.0)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(Peaks).Evaluate(x, truth);
        return new(x, clean.Select(value => value + Sigma * random.NextNormal())) { Name = $"eight peaks {seed}" };
    }
}
