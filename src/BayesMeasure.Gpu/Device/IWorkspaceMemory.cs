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
