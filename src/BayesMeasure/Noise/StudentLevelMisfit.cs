using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The misfit ln(1 + w r^2 / s^2) of Student's t noise of unknown level s: the weight is w = 1 / degrees of freedom.
/// </summary>
public readonly struct StudentLevelMisfit : IMisfit
{
    /// <inheritdoc/>
    public static bool DependsOnParameters => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T residual = y - prediction;
        return T.Log(1.0 + weight * residual * residual / (p[0] * p[0]));
    }
}
