using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The step from the misfit, summed over the points, to the log likelihood. It is generic over the number, like a component and a
/// misfit, so that it runs wherever the sum was made.
/// </summary>
public interface ILikelihoodOfMisfit
{
    /// <summary>The log likelihood, with all normalising constants.</summary>
    /// <param name="misfit">The misfit summed over the points.</param>
    /// <param name="noise">The parameters of the noise, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="constants">What the measurement alone determines: <see cref="NoiseBinding{TLikelihood}.Constants"/>.</param>
    static abstract T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
