using BayesMeasure.Conformance;
using BayesMeasure.Gpu;
using BayesMeasure.Sampling;

namespace BayesMeasure.GpuBenchmark.Conformance;

/// <summary>The conformance suite on the accelerator that is measured.</summary>
internal sealed class GpuConformance(GpuEngine engine) : ConformanceSuite
{
    /// <inheritdoc/>
    protected override IReplicaEngine Engine => engine;
}
