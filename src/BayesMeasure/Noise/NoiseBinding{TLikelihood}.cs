using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// A noise model that has met its measurement, and whose log likelihood is written once for CPU and GPU.
/// </summary>
/// <typeparam name="TLikelihood">The step from the summed misfit to the log likelihood.</typeparam>
public abstract class NoiseBinding<TLikelihood> : NoiseBinding
    where TLikelihood : struct, ILikelihoodOfMisfit
{
    private readonly double[] constants;

    /// <summary>Keeps what the measurement alone determines.</summary>
    /// <param name="constants">The constants, in the order in which <typeparamref name="TLikelihood"/> reads them.</param>
    protected NoiseBinding(params ReadOnlySpan<double> constants) => this.constants = constants.ToArray();

    /// <summary>What <typeparamref name="TLikelihood"/> is given besides the misfit and the parameters of the noise.</summary>
    public ReadOnlySpan<double> Constants => constants;

    /// <inheritdoc/>
    public sealed override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) =>
        TLikelihood.Evaluate<Scalar, ParameterSpan<Scalar>>(misfit, Numbers(parameters), Numbers(constants)).Value;

    internal sealed override TResult Accept<TResult>(ILikelihoodVisitor<TResult> visitor) =>
        visitor.Visit<TLikelihood>(constants);

    private static ParameterSpan<Scalar> Numbers(ReadOnlySpan<double> values) => new(MemoryMarshal.Cast<double, Scalar>(values));
}
