using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Memory of the device that is given back together.</summary>
/// <param name="accelerator">The device.</param>
internal sealed class DeviceBuffers(Accelerator accelerator) : IDisposable
{
    private readonly List<IDisposable> buffers = [];

    /// <summary>
    /// Memory with numbers in it. A kernel may not be given memory of length 0, so there is one element at least.
    /// </summary>
    public ArrayView<T> Of<T>(IReadOnlyCollection<T> numbers)
        where T : unmanaged => Keep(accelerator.Allocate1D<T>(numbers.Count == 0 ? [default] : [.. numbers]));

    /// <summary>Memory that holds zeros.</summary>
    public ArrayView<T> Zeros<T>(long length)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(Math.Max(1, length));
        buffer.MemSetToZero();
        return Keep(buffer);
    }

    /// <inheritdoc/>
    public void Dispose() => buffers.ForEach(buffer => buffer.Dispose());

    private ArrayView<T> Keep<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
    {
        buffers.Add(buffer);
        return buffer.View.AsContiguous();
    }
}
