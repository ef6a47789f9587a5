using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Relaxation;

/// <summary>
/// The two experiments of nmr-relaxation.md: three exponentials, and one stretched exponential, in noise of 0.005.
/// </summary>
internal sealed class RelaxationExperiment
{
    private const double Sigma = 0.005;
    private const int Points = 100;

    private RelaxationExperiment(string name, double decades, params double[][] components)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => Math.Pow(10, -4 + decades * i / (Points - 1)))];
        double[] clean =
            ForwardModel.Of<StretchedDecay>().Repeat(components.Length).Evaluate(x, [.. components.SelectMany(p => p)]);
        IReadOnlyList<double> normals = LegacyNormals.Take(seed: 0, Points);
        Measurement = new(x, clean.Zip(normals, (value, normal) => value + Sigma * normal)) { Name = name };
    }

    public static RelaxationExperiment ThreeExponentials { get; } =
        new("Experiment 1", 6, [0.5, 100, 1], [0.3, 5, 1], [0.2, 0.2, 1]);

    public static RelaxationExperiment OneStretched { get; } = new("Experiment 2", 5, [1, 5, 0.7]);

    /// <summary>Without this constant, free energies are those of the science file: (n/2) ln 2 pi sigma^2.</summary>
    public static double Constant => 0.5 * Points * Math.Log(2 * Math.PI * Sigma * Sigma);

    public Measurement Measurement { get; }

    /// <summary>The posterior with K stretched exponentials and an offset.</summary>
    public Posterior WithComponents(int count) => Of(count, Prior.Uniform(0, 1));

    /// <summary>The posterior with K plain exponentials and an offset.</summary>
    public Posterior WithPlainComponents(int count) => Of(count, Prior.Fixed(1));

    private Posterior Of(int count, ParameterRule stretching)
    {
        Prior component = new()
        {
            ["amplitude"] = Prior.Uniform(0, 1.2),
            ["rate"] = Prior.LogUniform(1e-2, 1e4),
            ["stretching"] = stretching,
        };
        return new(
            Measurement,
            ForwardModel.Of<StretchedDecay>().Repeat(count) + ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(Sigma),
            component.Repeat(count) + new Prior { ["offset"] = Prior.Uniform(-0.2, 0.2) });
    }
}
