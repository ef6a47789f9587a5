using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Models;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// Three measurements of different kinds and noises that share, tie and link all there is; with a log likelihood that is written
/// out by names, without any layout.
/// </summary>
internal static class JointProblem
{
    private const double ThermalEnergy = 0.6;

    public static Prior Prior { get; } =
        new Prior { ["center"] = Prior.Normal(0, 1), ["precision"] = Prior.Gamma(4, 1) }.Repeat(2)
        + new Prior { ["amplitude"] = Prior.Gamma(5, 5) }.Repeat(2).Labelled("A", "B")
        + new Prior
        {
            ["A.offset"] = Prior.Normal(0, 1),
            ["noise"] = Prior.Gamma(8, 10),
            ["weight"] = Prior.TiedTo("A.offset", -0.5, 0.25),
            ["prefactor"] = Prior.LogUniform(0.1, 2),
            ["energy"] = Prior.Gamma(3, 3),
            ["B.temperature"] = Prior.Fixed(1.5),
            ["B.phase"] = Prior.LinkedTo(
                ["prefactor", "energy", "B.temperature"], p => p[0] * Math.Exp(-p[1] / (ThermalEnergy * p[2]))),
            ["C.rate"] = Prior.LinkedTo(["energy", "center[2]"], p => p[0] / (1 + p[1] * p[1])),
            ["C.height"] = Prior.Normal(1, 1),
        };

    public static JointPosterior Create(int points = 11, int seed = 1) => new(
        Prior,
        Part("A", Peaks + ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.4), points, seed),
        Part("B", Peaks + ForwardModel.Function((double x, double weight, double phase) => weight * Math.Sin(x + phase)),
            GaussianNoise.Unknown, points + 3, seed + 1),
        Part("C", ForwardModel.Curve(new ScratchModel()), GaussianNoise.PerPoint, points / 2 + 1, seed + 2));

    private static ForwardModel Peaks => ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2);

    public static double[] DrawPoint(ITarget target, RandomStream random) =>
        [.. target.Parameters.Select(parameter => parameter.Prior.Draw(random))];

    /// <summary>The sum of the log likelihoods of the measurements, each from its own formula.</summary>
    public static double LogLikelihood(JointPosterior joint, double[] point)
    {
        Dictionary<string, double> value = joint.Parameters.Zip(point).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        double[] Peak(string part, int k) => [value[$"{part}.amplitude[{k}]"], value[$"precision[{k}]"], value[$"center[{k}]"]];
        double weight = -0.5 * value["A.offset"] + 0.25;
        double phase = value["prefactor"] * Math.Exp(-value["energy"] / (ThermalEnergy * 1.5));
        double rate = value["energy"] / (1 + value["center[2]"] * value["center[2]"]);
        return Of(joint.Parts[0], [.. Peak("A", 1), .. Peak("A", 2), value["A.offset"]], _ => 0.4)
            + Of(joint.Parts[1], [.. Peak("B", 1), .. Peak("B", 2), weight, phase], _ => value["noise"])
            + Of(joint.Parts[2], [value["C.height"], rate], i => joint.Parts[2].Measurement.Sigma!.Value[i]);
    }

    private static double Of(JointPart part, double[] parameters, Func<int, double> sigma)
    {
        double[] curve = part.Model.Evaluate(part.Measurement.X.AsSpan(), parameters);
        return curve.Select((prediction, i) => MathNormal.PDFLn(prediction, sigma(i), part.Measurement.Y[i])).Sum();
    }

    private static JointPart Part(string name, ForwardModel model, NoiseModel noise, int points, int seed)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, points).Select(_ => 4 * random.NextDouble() - 2)];
        return new(name, new(x, [.. x.Select(_ => 3 * random.NextDouble() - 1)], [.. x.Select(_ => 0.3 + random.NextDouble())]),
            model, noise);
    }
}
