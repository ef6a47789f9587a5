using BayesMeasure.Conformance;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>The engine of the GPU, on ILGPU's emulation, does what every engine must.</summary>
public sealed class GpuConformance(EmulatedEngine emulated) : ConformanceSuite, IClassFixture<EmulatedEngine>
{
    protected override IReplicaEngine Engine => emulated.Engine;
}
