using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Work memory on the chip, which the threads of a group share: for curves that fit into it.</summary>
internal readonly struct SharedWorkspace : IWorkspaceMemory
{
    public static ArrayView<double> Take(ArrayView<double> memory, int length) => SharedMemory.GetDynamic<double>();
}
