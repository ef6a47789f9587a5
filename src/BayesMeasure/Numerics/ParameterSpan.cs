namespace BayesMeasure.Numerics;

/// <summary>Parameters that lie in a span.</summary>
/// <typeparam name="T">The number the model computes with.</typeparam>
/// <param name="values">One value a parameter, in the order of the component's parameter names.</param>
internal readonly ref struct ParameterSpan<T>(ReadOnlySpan<T> values) : IParameters<T>
    where T : unmanaged, IReal<T>
{
    private readonly ReadOnlySpan<T> values = values;

    /// <inheritdoc/>
    public T this[int index] => values[index];
}
