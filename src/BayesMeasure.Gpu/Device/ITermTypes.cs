using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// The types of the components of a model, as one type: what a kernel is compiled for. Models that differ in the number of terms
/// only have the same.
/// </summary>
internal interface ITermTypes
{
    /// <summary>The value of a component.</summary>
    /// <param name="kind">Which of the types, from 0.</param>
    /// <param name="x">The abscissa.</param>
    /// <param name="p">The parameters of the component.</param>
    static abstract T Evaluate<T, P>(int kind, T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>;
}
