namespace BayesMeasure.Numerics;

/// <summary>
/// The parameters of one component, by position. On a CPU they lie in a span, on a GPU in a strided view: a model sees
/// only this.
/// </summary>
/// <typeparam name="T">The number the model computes with.</typeparam>
public interface IParameters<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The parameter at position <paramref name="index"/>, in the order of the component's parameter names.</summary>
    T this[int index] { get; }
}

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
