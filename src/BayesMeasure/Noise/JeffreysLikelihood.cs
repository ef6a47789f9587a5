using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = c - h ln misfit, with the constants c and h, half the number of points: Gaussian noise whose level was integrated out.
/// </summary>
public readonly struct JeffreysLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => constants[0] - constants[1] * T.Log(misfit);
}
