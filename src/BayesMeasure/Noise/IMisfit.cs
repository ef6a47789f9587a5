using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The part of a log likelihood that is summed over the points. It is generic over the number, like a component, so that it
/// can be fused with a component's evaluation into one pass over the data.
/// </summary>
public interface IMisfit
{
    /// <summary>
    /// Whether a point's misfit reads the noise parameters; if not, a move of theirs needs no pass over the data.
    /// </summary>
    static abstract bool DependsOnParameters { get; }

    /// <summary>The misfit of one point.</summary>
    /// <param name="y">The measured value.</param>
    /// <param name="prediction">The predicted value.</param>
    /// <param name="weight">The weight of the point, as the noise model gives it.</param>
    /// <param name="p">The parameters of the noise.</param>
    static abstract T Evaluate<T, P>(T y, T prediction, T weight, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
