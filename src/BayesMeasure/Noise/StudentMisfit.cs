using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// ln(1 + w (y - f)^2 / nu): the misfit of Student noise whose level is known. The degrees of freedom nu are the parameter.
/// </summary>
public readonly struct StudentMisfit : IMisfit
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
