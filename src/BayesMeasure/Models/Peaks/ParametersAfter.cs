using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>The parameters of a peak that another component is made of: those after the other's own.</summary>
/// <param name="all">The parameters of the outer component.</param>
/// <param name="count">How many of them come first and are not the peak's.</param>
/// <typeparam name="T">The number the model computes with.</typeparam>
/// <typeparam name="P">The view of the outer component's parameters.</typeparam>
internal readonly ref struct ParametersAfter<T, P>(P all, int count) : IParameters<T>
    where T : unmanaged, IReal<T>
    where P : struct, IParameters<T>, allows ref struct
{
    private readonly P all = all;
    private readonly int count = count;

    /// <inheritdoc/>
    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => all[index + count];
    }
}
