using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The misfit ln(1 + w r^2 / nu) of Student's t noise with unknown degrees of freedom nu: the weight is w = 1 / level^2.
/// </summary>
public readonly struct StudentTailMisfit : IMisfit
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
        return T.Log(1.0 + weight * residual * residual / p[0]);
    }
}
