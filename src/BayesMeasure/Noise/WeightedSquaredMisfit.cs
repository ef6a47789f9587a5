using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// The weighted squared residual w (y - f)^2: the misfit of Gaussian noise whose level is known point by point.
/// </summary>
public readonly struct WeightedSquaredMisfit : IMisfit
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
        return weight * residual * residual;
    }
}
