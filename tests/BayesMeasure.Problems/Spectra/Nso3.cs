using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>The benchmark of Nagata, Sugita and Okada (2012): three Gaussian peaks in noise of standard deviation 0.1.</summary>
public static class Nso3
{
    public const double Sigma = 0.1;
    public const int Points = 301;

    private static readonly double[] Truth = [0.587, 95.689, 1.210, 1.522, 146.837, 1.455, 1.183, 164.469, 1.703];

    public static Measurement Measurement { get; } = WithNoise(seed: 0);

    /// <summary>Without this constant, free energies are those of the literature: (n/2) ln 2 pi sigma^2.</summary>
    public static double Constant => 0.5 * Points * Math.Log(2 * Math.PI * Sigma * Sigma);

    /// <summary>The posterior with K peaks, under the priors of the paper.</summary>
    public static Posterior WithPeaks(int count) => WithPeaks(count, GaussianNoise.Known(Sigma), new());

    /// <summary>The same with another noise model, and the prior of its parameters.</summary>
    public static Posterior WithPeaks(int count, NoiseModel noise, Prior noisePrior) =>
        new(Measurement, ForwardModel.Of<GaussianPrecisionPeak>().Repeat(count), noise, Peak.Repeat(count) + noisePrior);

    /// <summary>The posterior with K peaks of a spectrum of <see cref="WithNoise"/>.</summary>
    public static Posterior WithPeaks(int count, Measurement spectrum) =>
        new(spectrum, ForwardModel.Of<GaussianPrecisionPeak>().Repeat(count), GaussianNoise.Known(Sigma), Peak.Repeat(count));

    /// <summary>The models of one to so many peaks.</summary>
    public static ModelFamily FamilyOf(int most) =>
        ModelFamily.Of<GaussianPrecisionPeak>(1, most, Peak, GaussianNoise.Known(Sigma));

    /// <summary>The spectrum with the noise of another seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="every">Of 301 points, each of so many is measured: of 3, 101.</param>
    public static Measurement WithNoise(int seed, int every = 1)
    {
        double[] x = [.. Enumerable.Range(0, (Points - 1) / every + 1).Select(i => every * i / 100.0)];
        double[] clean = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(3).Evaluate(x, Truth);
        IEnumerable<double> y = clean.Zip(LegacyNormals.Take(seed, x.Length), (value, normal) => value + Sigma * normal);
        return new(x, y) { Name = "NSO-3" };
    }

    private static Prior Peak => new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.Gamma(5, 0.04),
        ["center"] = Prior.Normal(1.5, Math.Sqrt(0.2)),
    };
}
