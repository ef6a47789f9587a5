using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The misfit ln(1 + r^2 / (nu s^2)) of Student's t noise whose level s and degrees of freedom nu are both unknown.
/// </summary>
public readonly struct StudentLevelAndTailMisfit : IMisfit
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
        return T.Log(1.0 + residual * residual / (p[1] * p[0] * p[0]));
    }
}
