using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Parameters that lie side by side in memory of the device, in double precision.</summary>
/// <param name="values">All numbers of the place where they lie.</param>
/// <param name="first">Where they begin.</param>
internal readonly struct ParameterView<T>(ArrayView<double> values, int first) : IParameters<T>
    where T : unmanaged, IReal<T>
{
    private readonly ArrayView<double> values = values;
    private readonly int first = first;

    public T this[int index] => values[first + index];
}
