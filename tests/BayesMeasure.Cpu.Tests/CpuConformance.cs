using BayesMeasure.Conformance;
using BayesMeasure.Sampling;

namespace BayesMeasure.Cpu.Tests;

/// <summary>The engine of the CPU does what every engine must.</summary>
public class CpuConformance : ConformanceSuite
{
    protected override IReplicaEngine Engine { get; } = new ReplicaExchangeOptions().Engine;
}
