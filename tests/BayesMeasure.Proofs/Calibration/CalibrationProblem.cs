using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>A small measurement that can be simulated: a model, its prior and its noise at nine points.</summary>
/// <param name="Model">The forward model.</param>
/// <param name="Prior">The prior of its parameters, and of "noise" where the level is unknown.</param>
internal sealed record CalibrationProblem(ForwardModel Model, Prior Prior)
{
    private static readonly double[] Even = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];

    /// <summary>Where is measured.</summary>
    public double[] X { get; init; } = Even;

    /// <summary>The known noise level at all points; null where it is unknown or differs from point to point.</summary>
    public double? Level { get; init; }

    /// <summary>The known noise level at each point; null where all are equal.</summary>
    public double[]? Levels { get; init; }

    /// <summary>
    /// By how much the simulated noise exceeds what the posterior is told: 1 unless the problem is a broken twin.
    /// </summary>
    public double Excess { get; init; } = 1;

    /// <summary>The noise where it is of another kind, and simulates itself; null where it is independent and Gaussian.</summary>
    public NoiseModel? OtherNoise { get; init; }

    /// <summary>What is asked of the data: the posterior unless the problem is a broken twin.</summary>
    public Func<Posterior, ITarget> Asked { get; init; } = posterior => posterior;

    public Explorer Explorer { get; init; } = Explorer.Default;

    private NoiseModel Noise => OtherNoise ?? (Levels is not null ? GaussianNoise.PerPoint
        : Level is { } level ? GaussianNoise.Known(level)
        : GaussianNoise.Unknown);

    /// <summary>Draws parameters from the prior, and data from the parameters.</summary>
    public (double[] Truth, ITarget Target) Simulate(RandomStream random)
    {
        Posterior empty = PosteriorOf(new double[X.Length]);
        double[] truth = [.. empty.Parameters.Select(parameter => parameter.Prior.Draw(random))];
        double[] curve = empty.Predict(truth, X);
        if (OtherNoise is not null)
        {
            double[] parameters = empty.NoiseParametersOf(truth);
            double[] drawn = [.. OtherNoise.Simulate(empty.Measurement, curve, parameters, random).Y];
            return (truth, Asked(PosteriorOf(drawn)));
        }

        int noise = empty.Parameters.Select(parameter => parameter.Name).ToList().IndexOf(GaussianNoise.LevelName);
        return (truth, Asked(PosteriorOf([.. curve.Select((value, i) =>
            value + Excess * (Levels?[i] ?? Level ?? truth[noise]) * random.NextNormal())])));
    }

    private Posterior PosteriorOf(double[] y) => new(new Measurement(X, y, Levels), Model, Noise, Prior);
}
