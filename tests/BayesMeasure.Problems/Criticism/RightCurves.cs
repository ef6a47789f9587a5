using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Smooth;

namespace BayesMeasure.Problems.Criticism;

/// <summary>Curves whose model, noise and prior are right, of eight kinds, each with a truth of its own.</summary>
public static class RightCurves
{
    private static readonly ForwardModel Peaks =
        ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>();

    private static readonly Prior PeakPrior = new Prior
    {
        ["amplitude"] = Prior.Uniform(0, 60),
        ["width"] = Prior.LogUniform(1, 30),
        ["center"] = Prior.Uniform(0, 100),
    }.Repeat(2) + new Prior { ["offset"] = Prior.Uniform(-20, 100) };

    private static readonly Prior Level = new() { ["noise"] = Prior.LogUniform(0.01, 30) };

    private static readonly Prior Length = new() { ["correlation length"] = Prior.LogUniform(0.03, 5) };

    /// <summary>The kinds, by name: for each seed a curve.</summary>
    public static IReadOnlyDictionary<string, Func<ulong, Posterior>> Kinds { get; } =
        new Dictionary<string, Func<ulong, Posterior>>
        {
            ["Gaussian, sigma known"] = seed => OfPeaks(seed, 200, GaussianNoise.Known(1), PeakPrior),
            ["Gaussian, level sampled"] = seed => OfPeaks(seed, 300, GaussianNoise.Unknown, PeakPrior + Level, 1.5),
            ["counts"] = seed => OfPeaks(seed, 250, PoissonNoise.Counts, PeakPrior),
            ["Student"] = seed => OfPeaks(seed, 250, StudentNoise.Unknown(4), PeakPrior + Level, 1),
            ["decays"] = OfDecay,
            ["correlated"] = seed => OfPeaks(
                seed, 300, CorrelatedNoise.Exponential(GaussianNoise.Unknown), PeakPrior + Level + Length, 1.5, 0.8),
            ["averaged"] = seed => OfPeaks(
                seed, 300, CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, [1, 1, 1]), PeakPrior + Level, 1.5),
            ["smooth background"] = OnDrift,
        };

    /// <summary>Points on an even grid.</summary>
    public static double[] Grid(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];

    private static Posterior OfPeaks(ulong seed, int points, NoiseModel noise, Prior prior, params double[] level)
    {
        var random = new RandomStream(seed, chain: 1, replica: 0);
        double[] truth =
        [
            15 + 20 * random.NextUniform(), 6 + 8 * random.NextUniform(), 20 + 15 * random.NextUniform(),
            15 + 20 * random.NextUniform(), 6 + 8 * random.NextUniform(), 60 + 15 * random.NextUniform(),
            3 + 10 * random.NextUniform(),
        ];
        return Simulate(Peaks, Grid(0, 100, points), truth, noise, prior, level, random);
    }

    /// <summary>Two peaks on a background that no formula of the model has, but a smooth curve follows.</summary>
    private static Posterior OnDrift(ulong seed)
    {
        var spectrum = new DriftingSpectrum((int)seed + 1, peaks: 2);
        return spectrum.Candidates("smooth").Candidates.Single(candidate => candidate.Components == 2).Given(spectrum.Data);
    }

    private static Posterior OfDecay(ulong seed)
    {
        var random = new RandomStream(seed, chain: 1, replica: 0);
        double[] times = [.. Enumerable.Range(0, 60).Select(i => 0.01 * Math.Pow(10, 3.0 * i / 59))];
        double[] truth = [60 + 40 * random.NextUniform(), Math.Exp(random.NextNormal()), 1, 5 * random.NextUniform()];
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 300),
            ["rate"] = Prior.LogUniform(0.001, 1000),
            ["stretching"] = Prior.Fixed(1),
            ["offset"] = Prior.Uniform(-50, 50),
        };
        ForwardModel model = ForwardModel.Of<StretchedDecay>() + ForwardModel.Of<ConstantBackground>();
        return Simulate(model, times, truth, GaussianNoise.Unknown, prior + Level, [1.5], random);
    }

    private static Posterior Simulate(
        ForwardModel model, double[] x, double[] truth, NoiseModel noise, Prior prior, double[] level, RandomStream random)
    {
        Measurement design = new(x, new double[x.Length]);
        return new(noise.Simulate(design, model.Evaluate(x, truth), level, random), model, noise, prior);
    }
}
