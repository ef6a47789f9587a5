using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = n H(nu) - c - (nu + 1) / 2 misfit, with the constants n, the number of points, and c = sum ln s_i: Student's t noise
/// with unknown degrees of freedom nu, whose standard distribution has the log height H.
/// </summary>
public readonly struct StudentTailLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        constants[0] * StudentHeight.Log(noise[0]) - constants[1] - 0.5 * (noise[0] + 1.0) * misfit;
}
