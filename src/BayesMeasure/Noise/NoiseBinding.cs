using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Noise;

/// <summary>
/// A noise model that has met its measurement. Derive from <see cref="NoiseBinding{TLikelihood}"/> where the log likelihood can
/// be written as a struct; one that is a method of its own class runs on a CPU only.
/// </summary>
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

    /// <summary>
    /// What the prediction at a point is multiplied by to give the mean of the measured value: 1 unless the noise model has
    /// exposures.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    public virtual double Exposure(int point) => 1;

    /// <summary>The standard deviation of the measured value of a point; NaN where a point alone does not tell it.</summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="prediction">What the forward model predicts there.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    public abstract double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters);

    /// <summary>
    /// Draws the measured value of a point. A noise model of one's own that does not override it cannot be simulated.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="prediction">What the forward model predicts there.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <exception cref="NotSupportedException">The noise model does not say how to draw.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise cannot scatter about such a prediction.</exception>
    public virtual double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
        throw new NotSupportedException(
            "This noise model cannot be simulated, since it does not say how to draw a measured value: "
            + $"override Draw in its binding, {GetType().FullName}.");

    /// <summary>Hands the type of the likelihood and its constants to <paramref name="visitor"/>.</summary>
    internal virtual TResult Accept<TResult>(ILikelihoodVisitor<TResult> visitor) => visitor.VisitUnknown();
}
