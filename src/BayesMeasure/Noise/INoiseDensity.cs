using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The density of all measured values about their predictions: a misfit that is summed over the points, and the step from that
/// sum to the log likelihood. Both are generic over the number, like a component: the misfit is fused with the evaluation of a
/// component into one pass over the data, in lanes of a processor or in threads of a GPU.
/// </summary>
/// <example>
/// Noise of one's own: errors as they were measured, times one unknown factor.
/// <code>
/// public sealed record ScaledErrors : NoiseModel
/// {
///     public override IReadOnlyList&lt;string&gt; ParameterNames => ["factor"];
///
///     public override NoiseBinding Bind(Measurement measurement) => new Binding([.. measurement.Sigma!.Value]);
///
///     private readonly struct Density : INoiseDensity
///     {
///         public static bool MisfitReadsParameters => false;
///
///         public static T Misfit&lt;T, P&gt;(T y, T prediction, T weight, P noise) where ...
///         {
///             T residual = y - prediction;
///             return weight * residual * residual;
///         }
///
///         public static T LogLikelihood&lt;T, P&gt;(T misfit, P noise, P constants) where ... =>
///             constants[0] - constants[1] * T.Log(noise[0]) - 0.5 * misfit / (noise[0] * noise[0]);
///     }
///
///     private sealed class Binding(double[] sigma) : NoiseBinding(
///         sigma.Select(s => 1 / (s * s)), -sigma.Sum(s => Math.Log(s * Math.Sqrt(2 * Math.PI))), sigma.Length)
///     {
///         public override TResult Accept&lt;TResult&gt;(INoiseVisitor&lt;TResult&gt; visitor) => visitor.Visit&lt;Density&gt;();
///
///         public override double StandardDeviation(int point, double prediction, ReadOnlySpan&lt;double&gt; parameters) =>
///             parameters[0] * sigma[point];
///     }
/// }
/// </code>
/// </example>
public interface INoiseDensity
{
    /// <summary>
    /// Whether the misfit of a point reads the parameters of the noise; if not, a move of theirs needs no pass over the data.
    /// </summary>
    static abstract bool MisfitReadsParameters { get; }

    /// <summary>The misfit of one point.</summary>
    /// <param name="y">The measured value.</param>
    /// <param name="prediction">The predicted value.</param>
    /// <param name="weight">The weight of the point: <see cref="NoiseBinding.Weights"/>.</param>
    /// <param name="noise">The parameters of the noise, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    static abstract T Misfit<T, P>(T y, T prediction, T weight, P noise)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;

    /// <summary>The log likelihood, with all normalising constants.</summary>
    /// <param name="misfit">The misfit summed over the points.</param>
    /// <param name="noise">The parameters of the noise, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="constants">What the measurement alone determines: <see cref="NoiseBinding.Constants"/>.</param>
    static abstract T LogLikelihood<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
