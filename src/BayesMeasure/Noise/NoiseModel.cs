using BayesMeasure.Measurements;

namespace BayesMeasure.Noise;

/// <summary>
/// How measured values scatter about the prediction. A noise model splits the log likelihood into a sum over the points
/// (an <see cref="IMisfit"/>) and a function of that sum and of the noise parameters.
/// </summary>
public abstract record NoiseModel
{
    /// <summary>The names of the parameters that a prior must speak of; empty when the noise is known.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>Hands the misfit type to <paramref name="visitor"/>.</summary>
    public abstract TResult Accept<TResult>(INoiseVisitor<TResult> visitor);

    /// <summary>
    /// The weight of every point of a measurement, and what else of the likelihood depends on the measurement alone.
    /// </summary>
    /// <exception cref="ArgumentException">The measurement lacks what this noise model needs.</exception>
    public abstract NoiseBinding Bind(Measurement measurement);
}
