using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Models of one to three unknowns that enter linearly, through each of the three doors.</summary>
internal static class LinearProblem
{
    private static readonly double[] X = [-2, -1.5, -0.5, 0, 0.25, 1, 1.5, 2, 2.5];
    private static readonly double[] Y = [-1.1, -0.2, 0.6, 1.4, 1.2, 1.9, 1.3, 0.8, 0.1];
    private static readonly double[] Sigma = [0.2, 0.3, 0.2, 0.25, 0.4, 0.2, 0.3, 0.25, 0.5];

    public static Posterior Create(string door, int count) =>
        new(new Measurement(X, Y, Sigma), Model(door, count), GaussianNoise.PerPoint, PriorOf(door, count));

    private static ForwardModel Model(string door, int count) => (door, count) switch
    {
        ("component", 1) => ForwardModel.Of<GaussianPrecisionPeak>(),
        ("component", 2) => ForwardModel.Of<LinearBackground>(),
        ("component", _) => ForwardModel.Of<LinearBackground>() + ForwardModel.Of<GaussianPrecisionPeak>(),
        ("function", 1) => ForwardModel.Function((double x, double a) => a * Math.Cos(x)),
        ("function", 2) => ForwardModel.Function((double x, double a, double b) => a * Math.Cos(x) + b * x),
        ("function", _) => ForwardModel.Function((double x, double a, double b, double c) => a * Math.Cos(x) + b * x + c),
        _ => ForwardModel.Curve(new PolynomialBackground(count - 1, -2, 2.5)),
    };

    private static Prior PriorOf(string door, int count)
    {
        Prior line = new()
        {
            ["offset"] = Prior.Normal(0.5, 1),
            ["slope"] = Prior.Normal(0, 1),
            ["reference"] = Prior.Fixed(0.5),
        };
        Prior peak = new() { ["amplitude"] = Prior.Normal(1, 1), ["precision"] = Prior.Fixed(2), ["center"] = Prior.Fixed(0.75) };
        Distribution[] free = [Prior.Normal(0.5, 1), Prior.Normal(0, 1.5), Prior.Normal(-0.5, 1)];
        return (door, count) switch
        {
            ("component", 1) => peak,
            ("component", 2) => line,
            ("component", _) => line + peak,
            ("function", _) => Named(["a", "b", "c"], free, count),
            _ => Named(["coefficient0", "coefficient1", "coefficient2"], free, count),
        };
    }

    private static Prior Named(string[] names, Distribution[] distributions, int count) =>
        Enumerable.Range(0, count).Aggregate(new Prior(), (prior, k) => prior + new Prior { [names[k]] = distributions[k] });
}
