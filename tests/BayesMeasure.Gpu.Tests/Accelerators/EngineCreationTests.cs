using BayesMeasure.Gpu.Accelerators;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Tests.Accelerators;

/// <summary>What an engine finds on the machine of the tests, whatever that is.</summary>
public class EngineCreationTests
{
    [Fact]
    public void The_emulation_on_the_CPU_is_always_there()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        Assert.Equal(AcceleratorKind.Cpu, engine.Accelerator.Kind);
        Assert.True(engine.Accelerator.Memory is > 0 and < long.MaxValue);
        Assert.EndsWith("in use", engine.Accelerator.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_is_spoken_of_and_one_is_chosen()
    {
        using var engine = GpuEngine.Create();
        AcceleratorKind[] kinds = [.. engine.Accelerators.Select(accelerator => accelerator.Kind).Distinct()];
        Assert.Equal([AcceleratorKind.Cuda, AcceleratorKind.OpenCL, AcceleratorKind.Cpu], kinds);
        Assert.Single(engine.Accelerators, accelerator => accelerator.IsChosen);
    }

    [Theory]
    [InlineData(AcceleratorKind.Cuda)]
    [InlineData(AcceleratorKind.OpenCL)]
    public void What_is_asked_for_is_taken_or_refused_with_what_was_found(AcceleratorKind kind)
    {
        using var emulation = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        if (emulation.Accelerators.Any(accelerator => accelerator.Kind == kind && accelerator.Refusal == "not asked for"))
        {
            using var engine = GpuEngine.Create(new() { Accelerator = kind });
            Assert.Equal(kind, engine.Accelerator.Kind);
            return;
        }

        string message = Assert.Throws<NotSupportedException>(() => GpuEngine.Create(new() { Accelerator = kind })).Message;
        AcceleratorInfo refused = emulation.Accelerators.First(accelerator => accelerator.Kind == kind);
        Assert.StartsWith($"No accelerator of the kind {kind} can be used. Found were:", message, StringComparison.Ordinal);
        Assert.Contains($"  {refused}", message, StringComparison.Ordinal);
        Assert.Contains("not asked for", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_is_wrong_is_refused_before_anything_is_looked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GpuEngine.Create(new() { GroupSize = 0 }));

    [Fact]
    public void A_device_that_cannot_be_opened_is_passed_over()
    {
        using Context context = OpenedAccelerator.CreateContext(DeviceSearch.Register);
        IReadOnlyList<FoundDevice> found = DeviceSearch.In(context);
        static Accelerator Fail(Context context) => throw new CapabilityNotSupportedException("in use by another program");
        FoundDevice closed = new("closed", AcceleratorKind.Cuda, long.MaxValue, null, Fail);
        using var opened = OpenedAccelerator.Open(context, [closed, .. found], AcceleratorKind.Best);
        Assert.Equal("it could not be opened: in use by another program", opened.Accelerators[0].Refusal);
        Assert.NotNull(opened.Accelerators.Single(accelerator => accelerator.IsChosen));
    }

    [Fact]
    public void An_accelerator_that_was_given_back_is_gone()
    {
        var opened = OpenedAccelerator.Open(AcceleratorKind.Cpu);
        Assert.Equal(AcceleratorType.CPU, opened.Device.AcceleratorType);
        opened.Dispose();
        opened.Dispose();
        Assert.Throws<ObjectDisposedException>(() => opened.Device);
    }
}
