using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Benchmarks;

/// <summary>
/// The benchmark of Nagata, Sugita and Okada (2012): 301 points of three Gaussian peaks in noise of standard deviation 0.1.
/// The noise here is not that of the reference answers, which the cost does not depend on.
/// </summary>
internal static class Nso3
{
    public const int Points = 301;
    private const double Sigma = 0.1;
    private static readonly double[] Truth = [0.587, 95.689, 1.210, 1.522, 146.837, 1.455, 1.183, 164.469, 1.703];

    public static Measurement Measurement { get; } = Create();

    public static Posterior WithPeaks(int count) =>
        new(Measurement, ForwardModel.Of<GaussianPeak>().Repeat(count), GaussianNoise.Known(Sigma), Peak.Repeat(count));

    private static Prior Peak => new()
    {
        ["amplitude"] = Gamma(5, 5),
        ["precision"] = Gamma(5, 0.04),
        ["center"] = Normal(1.5, Math.Sqrt(0.2)),
    };

    private static Measurement Create()
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / 100.0)];
        double[] noise = new double[Points];
        MathNet.Numerics.Distributions.Normal.Samples(new Random(0), noise, 0, Sigma);
        return new(x, ForwardModel.Of<GaussianPeak>().Repeat(3).Evaluate(x, Truth).Zip(noise, (value, error) => value + error));
    }
}
