namespace BayesMeasure.Noise;

/// <summary>
/// Learns the likelihood type behind a <see cref="NoiseBinding"/>: how an engine binds its loops to it.
/// </summary>
/// <typeparam name="TResult">What the visit makes.</typeparam>
internal interface ILikelihoodVisitor<out TResult>
{
    /// <summary>Visits a likelihood that is written over the number.</summary>
    /// <param name="constants">What the likelihood is given besides the misfit and the parameters of the noise.</param>
    TResult Visit<TLikelihood>(ReadOnlySpan<double> constants)
        where TLikelihood : struct, ILikelihoodOfMisfit;

    /// <summary>Visits a likelihood that is a method of its binding, which nothing but a CPU can call.</summary>
    TResult VisitUnknown();
}
