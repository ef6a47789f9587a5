using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = c - h misfit, with the constants c and h: noise without unknown parameters, Gaussian, of Student's t or of counts.
/// </summary>
public readonly struct KnownNoiseLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => constants[0] - constants[1] * misfit;
}
