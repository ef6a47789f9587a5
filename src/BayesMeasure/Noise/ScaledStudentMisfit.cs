using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// ln(1 + (y - f)^2 / (nu s^2)): the misfit of Student noise of one unknown level. The parameters are the degrees of freedom nu and the
/// level s.
/// </summary>
public readonly struct ScaledStudentMisfit : IMisfit
{
    /// <inheritdoc/>
    public static bool DependsOnParameters => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T residual = (y - prediction) / p[1];
        return T.Log(1.0 + residual * residual / p[0]);
    }
}
