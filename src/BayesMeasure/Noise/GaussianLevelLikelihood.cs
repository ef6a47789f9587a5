using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = c - n ln s - misfit / (2 s^2), with the constants c and n, the number of points: Gaussian noise of unknown level s, or
/// of known errors times an unknown factor s.
/// </summary>
public readonly struct GaussianLevelLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        constants[0] - constants[1] * T.Log(noise[0]) - 0.5 * misfit / (noise[0] * noise[0]);
}
