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
