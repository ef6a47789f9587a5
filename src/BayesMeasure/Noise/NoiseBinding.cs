namespace BayesMeasure.Noise;

/// <summary>A noise model that has met its measurement.</summary>
public abstract class NoiseBinding
{
    /// <summary>The weight of every point, in the order of the measurement.</summary>
    public abstract ReadOnlySpan<double> Weights { get; }

    /// <summary>The log likelihood, with all normalising constants.</summary>
    /// <param name="misfit">The misfit summed over the points.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    public abstract double LogLikelihood(double misfit, ReadOnlySpan<double> parameters);
}
