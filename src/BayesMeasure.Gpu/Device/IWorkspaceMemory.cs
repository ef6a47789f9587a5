using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Where the groups of a kernel have their work memory.</summary>
internal interface IWorkspaceMemory
{
    /// <summary>The work memory of this group.</summary>
    /// <param name="memory">Memory of the device for all groups; empty where it is not needed.</param>
    /// <param name="length">The length for one group.</param>
    static abstract ArrayView<double> Take(ArrayView<double> memory, int length);
}

/// <summary>Work memory on the chip, which the threads of a group share: for curves that fit into it.</summary>
internal readonly struct SharedWorkspace : IWorkspaceMemory
{
    public static ArrayView<double> Take(ArrayView<double> memory, int length) => SharedMemory.GetDynamic<double>();
}

/// <summary>Work memory in the main memory of the device: for curves that do not fit on the chip.</summary>
internal readonly struct DistantWorkspace : IWorkspaceMemory
{
    public static ArrayView<double> Take(ArrayView<double> memory, int length) =>
        memory.SubView((long)Grid.IdxX * length, length);
}
