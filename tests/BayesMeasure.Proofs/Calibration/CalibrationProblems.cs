using BayesMeasure.Explorers;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>Each shipped model and each kind of noise, and the two doors for models of one's own.</summary>
internal static class CalibrationProblems
{
    public static IReadOnlyDictionary<string, CalibrationProblem> All { get; } = new Dictionary<string, CalibrationProblem>
    {
        ["Gaussian peak, known noise"] = new(ForwardModel.Of<GaussianPrecisionPeak>(), Peak) { Level = 0.15 },
        ["Gaussian peak, unknown noise"] = new(ForwardModel.Of<GaussianPrecisionPeak>(), Peak + Noise),
        ["Lorentzian peak, unknown noise"] = new(ForwardModel.Of<LorentzianPeak>(), Lorentzian + Noise),
        ["Gaussian peak on a constant, noise of each point"] =
            new(ForwardModel.Of<GaussianPrecisionPeak>() + ForwardModel.Of<ConstantBackground>(),
                Peak + new Prior { ["offset"] = Prior.Normal(0, 1) })
            {
                Levels = [0.1, 0.3, 0.1, 0.3, 0.2, 0.1, 0.3, 0.1, 0.3],
            },
        ["linear background, unknown noise"] = new(ForwardModel.Of<LinearBackground>(), Line + Noise),
        ["polynomial background, known noise"] =
            new(ForwardModel.Curve(new PolynomialBackground(2, -1, 1)), Polynomial) { Level = 0.2 },
        ["two Gaussian peaks on a line, unknown noise"] =
            new(
                ForwardModel.Of<LinearBackground>() + ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2),
                Line + Peak.Repeat(2) + Noise),
        ["a lambda, known noise"] =
            new(ForwardModel.Function((double x, double height, double rate) => height * Math.Exp(-rate * x)), Decay)
            {
                Level = 0.3,
            },
        ["a curve of its own, unknown noise"] = new(ForwardModel.Curve(new Relaxation()), RelaxationPrior + Noise),
        ["Gaussian peak, unknown noise, by slices"] =
            new(ForwardModel.Of<GaussianPrecisionPeak>(), Peak + Noise)
            {
                Explorer = Explorer.Sequence(new SliceWalk(), new BlockSlice { WholePoint = true }),
            },
        ["Gaussian peak, unknown noise, by past points"] = new(ForwardModel.Of<GaussianPrecisionPeak>(), Peak + Noise)
        {
            Explorer = Explorer.Sequence(
                new DifferentialEvolution(), new DifferentialEvolution { WholePoint = true }, new Snooker { WholePoint = true }),
        },
        ["a constant, correlated noise of unknown level and length"] = CorrelatedTwins.Right,
        ["Gaussian peak, correlated noise of unknown length"] =
            new(ForwardModel.Of<GaussianPrecisionPeak>(), Peak + CorrelatedTwins.Length)
            {
                OtherNoise = CorrelatedNoise.Exponential(GaussianNoise.Known(0.15)),
            },
        ["a line, averaged noise"] = new(ForwardModel.Of<LinearBackground>(), Line + Noise)
        {
            OtherNoise = CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, [1, 2, 1]),
        },
        ["Gaussian peak on a constant, jitter"] =
            new(ForwardModel.Of<GaussianPrecisionPeak>() + ForwardModel.Of<ConstantBackground>(),
                Peak + new Prior { ["offset"] = Prior.Normal(0, 1), ["jitter"] = Prior.Uniform(0, 0.4) })
            {
                Levels = [0.1, 0.3, 0.1, 0.3, 0.2, 0.1, 0.3, 0.1, 0.3],
                OtherNoise = new JitterNoise(),
            },
    };

    public static Prior Peak =>
        new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.LogUniform(2, 30),
            ["center"] = Prior.Uniform(-0.8, 0.8),
        };

    private static Prior Lorentzian =>
        new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["width"] = Prior.LogUniform(0.1, 0.6),
            ["center"] = Prior.Uniform(-0.8, 0.8),
        };

    private static Prior Line => new()
    {
        ["offset"] = Prior.Normal(0, 1),
        ["slope"] = Prior.Normal(0, 2),
        ["reference"] = Prior.Fixed(0.2),
    };

    private static Prior Polynomial =>
        new()
        {
            ["coefficient0"] = Prior.Normal(0, 1),
            ["coefficient1"] = Prior.Uniform(-2, 2),
            ["coefficient2"] = Prior.Normal(1, 1),
        };

    private static Prior Decay => new() { ["height"] = Prior.Gamma(5, 2), ["rate"] = Prior.LogUniform(0.3, 3) };

    private static Prior RelaxationPrior => new() { ["start"] = Prior.Normal(2, 1), ["memory"] = Prior.Beta(3, 2) };

    private static Prior Noise => new() { ["noise"] = Prior.LogUniform(0.05, 0.5) };
}
