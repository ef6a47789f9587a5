using BayesMeasure.Explorers;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>The coordinates of a block of a replica, in the order of its positions.</summary>
internal readonly struct BlockPoint(Workspace workspace, ArrayView<int> positions) : IVector
{
    private readonly Workspace workspace = workspace;
    private readonly ArrayView<int> positions = positions;

    public double this[int index] => workspace.Numbers[workspace.Coordinates + positions[index]];
}
