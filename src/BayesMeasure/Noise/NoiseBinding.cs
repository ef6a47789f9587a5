namespace BayesMeasure.Noise;

/// <summary>A noise model that has met its measurement.</summary>
public abstract class NoiseBinding
{
    /// <summary>
    /// The weight of every point, in the order of the measurement: its inverse variance, or the relative one where the level
    /// of the noise is unknown. A misfit need not read it when all are equal.
    /// </summary>
    public abstract ReadOnlySpan<double> Weights { get; }

    /// <summary>The log likelihood, with all normalising constants.</summary>
    /// <param name="misfit">The misfit summed over the points.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    public abstract double LogLikelihood(double misfit, ReadOnlySpan<double> parameters);
}
