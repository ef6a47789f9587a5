using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Sampling;

/// <summary>One peak on a background that comes through all three doors, measured with noise of unknown level.</summary>
internal static class PeakProblem
{
    private static readonly double[] X = [.. Enumerable.Range(0, 21).Select(i => -2 + 0.2 * i)];

    public static Posterior Create()
    {
        var random = new Random(5);
        double[] y = [.. X.Select(x => 1.5 * Math.Exp(-2 * x * x) + 0.2 + 0.3 * (random.NextDouble() - 0.5))];
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>()
            + ForwardModel.Function((double x, double slope) => slope * x)
            + ForwardModel.Curve(new PolynomialBackground(1, -2, 2));
        Prior prior = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.LogUniform(0.2, 20),
            ["center"] = Prior.Uniform(-1, 1),
            ["slope"] = Prior.TiedTo("coefficient1", 0.1),
            ["coefficient0"] = Prior.Beta(2, 2),
            ["coefficient1"] = Prior.Normal(0, 1),
            ["noise"] = Prior.HalfNormal(1),
        };
        return new(new Measurement(X, y), model, GaussianNoise.Unknown, prior);
    }
}
