using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = c - n ln s - h misfit, with the constants c, n, the number of points, and h = (nu + 1) / 2: Student's t noise of
/// unknown level s.
/// </summary>
public readonly struct StudentLevelLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        constants[0] - constants[1] * T.Log(noise[0]) - constants[2] * misfit;
}
