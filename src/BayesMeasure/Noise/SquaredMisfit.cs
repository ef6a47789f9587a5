using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>The squared residual (y - f)^2: the misfit of Gaussian noise of one level, whether or not that is known.</summary>
public readonly struct SquaredMisfit : IMisfit
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
        return residual * residual;
    }
}
