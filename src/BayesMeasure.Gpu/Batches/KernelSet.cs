using BayesMeasure.Gpu.Device;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>The kernels that are compiled for the types of a model, its misfit, its likelihood and its number.</summary>
/// <param name="Explore">A sweep of one replica a group, with work memory on the chip.</param>
/// <param name="ExploreDistantly">The same with work memory in the main memory of the device.</param>
/// <param name="Exchange">Exchanges and record of one chain a thread.</param>
internal sealed record KernelSet<TReal>(
    Action<AcceleratorStream, KernelConfig, BatchTables<TReal>, SweepCall> Explore,
    Action<AcceleratorStream, KernelConfig, BatchTables<TReal>, SweepCall> ExploreDistantly,
    Action<AcceleratorStream, Index1D, BatchTables<TReal>, ArrayView<GroupPlace>, SweepCall> Exchange)
    where TReal : unmanaged;
