using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// log L = n [H(nu) - ln s] - (nu + 1) / 2 misfit, with the constant n, the number of points: Student's t noise whose level s and
/// degrees of freedom nu are both unknown, and whose standard distribution has the log height H.
/// </summary>
public readonly struct StudentLevelAndTailLikelihood : ILikelihoodOfMisfit
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T misfit, P noise, P constants)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        constants[0] * (StudentHeight.Log(noise[1]) - T.Log(noise[0])) - 0.5 * (noise[1] + 1.0) * misfit;
}
