using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Export;

/// <summary>Short runs whose draws are saved and drawn: two peaks on a level, by a noise of each kind.</summary>
internal static class FittedPeaks
{
    private const int Points = 24;

    private static readonly ReplicaExchangeOptions Short =
        new() { Seed = 3, Chains = 2, Rungs = 6, BurnInSweeps = 40, Sweeps = 60, Threads = 1, Modes = null, Reference = null };

    /// <summary>A run with a level of the noise that is sampled.</summary>
    public static Result Sampled { get; } = Run(
        Data("scan"), GaussianNoise.Unknown, new() { ["noise"] = Prior.LogUniform(0.01, 1) });

    /// <summary>A run of some data with some noise.</summary>
    public static Result Run(Measurement data, NoiseModel noise, Prior noisePrior)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        ForwardModel model = ForwardModel.Of<GaussianPeak>().Repeat(2);
        Prior prior = peak.WithUnit("center", "eV").WithUnit("width", "eV").Repeat(2, shared: ["width"]) + noisePrior;
        return new ReplicaExchange(Short).Run(new Posterior(data, model, noise, prior));
    }

    /// <summary>Two peaks with a scatter that is made by formula.</summary>
    public static Measurement Data(string name)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => 0.1 * i)];
        return new(x, x.Select((value, i) => At(value, 0.7) + At(value, 1.6) + 0.1 * Math.Sin(40 * i)), x.Select(_ => 0.1))
        {
            Name = name,
            XName = "energy",
            XUnit = "eV",
            YName = "intensity",
        };
    }

    /// <summary>The same as counts.</summary>
    public static Measurement Counts
    {
        get
        {
            Measurement data = Data("counts");
            return new(data.X, data.Y.Select(y => Math.Max(0, Math.Round(20 * y)))) { Name = "counts" };
        }
    }

    private static double At(double x, double center) => Math.Exp(-20 * (x - center) * (x - center));
}
