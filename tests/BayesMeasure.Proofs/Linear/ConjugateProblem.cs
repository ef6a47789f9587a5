using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Linear;

/// <summary>A cubic in noise: posteriors that are known exactly.</summary>
internal static class ConjugateProblem
{
    private const int Points = 40;
    private const double Sigma = 0.2;
    private static readonly double[] Truth = [0.5, -1, 0.3, 0.8];

    /// <summary>Normal priors, noise of known level.</summary>
    public static Posterior WithNormalPriors { get; } = new(
        Data, Model, GaussianNoise.Known(Sigma), Coefficients(Prior.Normal(0, 1)));

    /// <summary>Flat priors, noise of unknown level.</summary>
    public static Posterior WithUnknownNoise { get; } = new(
        Data,
        Model,
        GaussianNoise.Unknown,
        Coefficients(Prior.Uniform(-10, 10)) + new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(0.01, 10) });

    private static ForwardModel Model => ForwardModel.Curve(new PolynomialBackground(Truth.Length - 1, 0, 1));

    private static Measurement Data
    {
        get
        {
            var random = new RandomStream(seed: 5, chain: 0, replica: 0);
            double[] x = [.. Enumerable.Range(0, Points).Select(i => i / (Points - 1.0))];
            return new(x, Model.Evaluate(x, Truth).Select(y => y + Sigma * random.NextNormal()));
        }
    }

    private static Prior Coefficients(Distribution prior)
    {
        var priors = new Prior();
        foreach (string name in Model.ParameterNames)
        {
            priors += new Prior { [name] = prior };
        }
        return priors;
    }
}
