using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>A model with the free energy that it has at every level of the noise.</summary>
/// <param name="Name">The name of the model.</param>
/// <param name="Curve">The free energy over the level, and its minimum.</param>
/// <param name="AtBestLevel">
/// The posterior at the best level of the noise. Sampling it gives the draws there, and a free energy that equals the minimum
/// within the errors of both.
/// </param>
public sealed record NoiseLevelOfModel(string Name, NoiseCurve Curve, Posterior AtBestLevel)
{
    /// <summary>p(model | data) with each model at its own best level, all equally probable beforehand.</summary>
    public double Probability { get; internal init; }

    /// <summary>The standard error of <see cref="Probability"/> that follows from those of the free energies.</summary>
    public double ProbabilityStandardError { get; internal init; }

    /// <summary>The model with its best level.</summary>
    internal Candidate Candidate => new(Name, Components, AtBestLevel.Model, AtBestLevel.Noise, AtBestLevel.Prior);

    private int? Components { get; init; }

    internal static NoiseLevelOfModel Of(ComparedModel model)
    {
        var curve = NoiseCurve.Of(model.Result);
        Posterior posterior = model.Target.Curves.Single().Posterior;
        return posterior.Noise is GaussianNoise { Level: not null }
            ? new(model.Name, curve, WithLevel(posterior, curve.Minimum.NoiseLevel))
            {
                Components = model.Components,
            }
            : throw new ArgumentException(
                $"\"{model.Name}\" has noise point by point, but one level for all points is looked for.");
    }

    private static Posterior WithLevel(Posterior posterior, double level) =>
        new(posterior.Measurement, posterior.Model, GaussianNoise.Known(level), posterior.Prior);
}
