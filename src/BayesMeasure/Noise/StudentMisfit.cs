using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The misfit ln(1 + w r^2) of Student's t noise whose level and degrees of freedom are known: the weight is
/// w = 1 / (degrees of freedom * level^2).
/// </summary>
public readonly struct StudentMisfit : IMisfit
{
    /// <inheritdoc/>
    public static bool DependsOnParameters => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T residual = y - prediction;
        return T.Log(1.0 + weight * residual * residual);
    }
}
