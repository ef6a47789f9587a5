using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Work memory in the main memory of the device: for curves that do not fit on the chip.</summary>
internal readonly struct DistantWorkspace : IWorkspaceMemory
{
    public static ArrayView<double> Take(ArrayView<double> memory, int length) =>
        memory.SubView((long)Grid.IdxX * length, length);
}
