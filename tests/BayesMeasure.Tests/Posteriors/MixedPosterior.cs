using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Models;

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
        Prior peak = new()
        {
            ["amplitude"] = Prior.Normal(0, 2),
            ["precision"] = Prior.Gamma(2, 1),
            ["center"] = Prior.Uniform(-2, 2),
        };
        Prior rest = new()
        {
            ["broad.amplitude"] = Prior.TiedTo("amplitude[1]", -0.5, 0.25),
            ["broad.width"] = Prior.LogUniform(0.2, 3),
            ["broad.center"] = Prior.TiedTo("center[2]", 1, 0.5),
            ["offset"] = Prior.Normal(0, 1),
            ["slope"] = Prior.TiedTo("weight", 3),
            ["reference"] = Prior.Fixed(0.3),
            ["weight"] = Prior.Normal(0, 1),
            ["phase"] = Prior.TiedTo("center[1]", 2),
            ["height"] = Prior.Normal(0, 1),
            ["rate"] = Prior.Beta(2, 2),
            ["coefficient0"] = Prior.TiedTo("offset"),
            ["coefficient1"] = Prior.Normal(0, 1),
            ["coefficient2"] = Prior.TiedTo("height", -1, 1),
        };
        Prior noise = noiseKind switch
        {
            2 => new Prior { ["noise"] = Prior.Gamma(4, 4) },
            3 => new Prior { ["noise"] = Prior.TiedTo("rate", 0.5, 0.5) },
            _ => new Prior(),
        };
        return peak.Repeat(2, shared: ["precision"]) + rest + noise;
    }
}
