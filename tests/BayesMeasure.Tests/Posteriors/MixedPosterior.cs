using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Models;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// A posterior that mixes all there is: the three doors, amplitudes, shared and tied parameters that touch several terms or
/// a term and the noise, constants, terms without parameters, and each kind of noise.
/// </summary>
internal static class MixedPosterior
{
    public const int NoiseKinds = 4;

    public static Posterior Create(int points, int noiseKind, int seed)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, points).Select(_ => 4 * random.NextDouble() - 2)];
        double[] y = [.. x.Select(_ => 6 * random.NextDouble() - 3)];
        double[] sigma = [.. x.Select(_ => 0.3 + random.NextDouble())];
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2)
            + ForwardModel.Of<LorentzianPeak>().Labelled("broad")
            + ForwardModel.Of<LinearBackground>()
            + ForwardModel.Of<Parabola>()
            + ForwardModel.Function((double x, double weight, double phase) => weight * Math.Sin(x + phase))
            + ForwardModel.Curve(new ScratchModel())
            + ForwardModel.Curve(new PolynomialBackground(2, -2, 2));
        return new(new(x, y, sigma), model, Noise(noiseKind), CreatePrior(noiseKind));
    }

    private static GaussianNoise Noise(int kind) => kind switch
    {
        0 => GaussianNoise.Known(0.6),
        1 => GaussianNoise.PerPoint,
        _ => GaussianNoise.Unknown,
    };

    private static Prior CreatePrior(int noiseKind)
    {
        Prior peak = new() { ["amplitude"] = Normal(0, 2), ["precision"] = Gamma(2, 1), ["center"] = Uniform(-2, 2) };
        Prior rest = new()
        {
            ["broad.amplitude"] = TiedTo("amplitude[1]", -0.5, 0.25),
            ["broad.width"] = LogUniform(0.2, 3),
            ["broad.center"] = TiedTo("center[2]", 1, 0.5),
            ["offset"] = Normal(0, 1),
            ["slope"] = TiedTo("weight", 3),
            ["reference"] = Fixed(0.3),
            ["weight"] = Normal(0, 1),
            ["phase"] = TiedTo("center[1]", 2),
            ["height"] = Normal(0, 1),
            ["rate"] = Beta(2, 2),
            ["coefficient0"] = TiedTo("offset"),
            ["coefficient1"] = Normal(0, 1),
            ["coefficient2"] = TiedTo("height", -1, 1),
        };
        Prior noise = noiseKind switch
        {
            2 => new Prior { ["noise"] = Gamma(4, 4) },
            3 => new Prior { ["noise"] = TiedTo("rate", 0.5, 0.5) },
            _ => new Prior(),
        };
        return peak.Repeat(2, shared: ["precision"]) + rest + noise;
    }
}
