using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>One engine on ILGPU's emulation of a GPU for all tests of a class.</summary>
public sealed class EmulatedEngine : IDisposable
{
    public GpuEngine Engine { get; } = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });

    public void Dispose() => Engine.Dispose();
}
