using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The parameters of a component in the memory of a device.</summary>
internal readonly struct ViewParameters<T>(ArrayView<T> values) : IParameters<T>
    where T : unmanaged, IReal<T>
{
    private readonly ArrayView<T> values = values;

    public T this[int index] => values[index];
}
