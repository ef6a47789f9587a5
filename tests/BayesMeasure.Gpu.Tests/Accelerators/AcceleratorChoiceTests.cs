using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.Gpu.Tests.Accelerators;

/// <summary>Which of many devices is taken, and why the others are not: on devices that are made up.</summary>
public class AcceleratorChoiceTests
{
    private const long Gibibyte = 1L << 30;

    private static readonly FoundDevice SmallCuda = new("small", AcceleratorKind.Cuda, 8 * Gibibyte, null, null);
    private static readonly FoundDevice LargeCuda = new("large", AcceleratorKind.Cuda, 80 * Gibibyte, null, null);
    private static readonly FoundDevice OldCuda = new("old", AcceleratorKind.Cuda, 96 * Gibibyte, "too old", null);
    private static readonly FoundDevice NoCuda = new("no device", AcceleratorKind.Cuda, 0, "no CUDA driver", null);
    private static readonly FoundDevice OpenCL = new("open", AcceleratorKind.OpenCL, 128 * Gibibyte, null, null);
    private static readonly FoundDevice Single = new("single", AcceleratorKind.OpenCL, 16 * Gibibyte, "single precision", null);
    private static readonly FoundDevice Cpu = new("emulation", AcceleratorKind.Cpu, 512 * Gibibyte, null, null);

    [Fact]
    public void A_CUDA_device_comes_first_and_the_one_with_the_most_memory() => Check(
        AcceleratorKind.Best,
        (SmallCuda, "less memory than the one taken"),
        (OldCuda, "too old"),
        (LargeCuda, null),
        (OpenCL, "slower than the one taken"),
        (Cpu, "slower than the one taken"));

    [Fact]
    public void An_OpenCL_device_with_double_precision_comes_next() => Check(
        AcceleratorKind.Best,
        (NoCuda, "no CUDA driver"),
        (Single, "single precision"),
        (OpenCL, null),
        (Cpu, "slower than the one taken"));

    [Fact]
    public void The_emulation_is_the_last_resort() => Check(
        AcceleratorKind.Best, (OldCuda, "too old"), (Single, "single precision"), (Cpu, null));

    [Fact]
    public void What_is_not_asked_for_is_not_taken() => Check(
        AcceleratorKind.OpenCL, (LargeCuda, "not asked for"), (NoCuda, NoCuda.Fault), (OpenCL, null), (Cpu, "not asked for"));

    [Fact]
    public void Of_two_alike_the_first_is_taken() => Check(
        AcceleratorKind.Cuda, (LargeCuda, null), (LargeCuda with { Name = "second" }, "as good as the one taken"));

    [Fact]
    public void Where_none_can_be_used_each_says_why()
    {
        var choice = new AcceleratorChoice([OldCuda, Single, Cpu], AcceleratorKind.Cuda);
        Assert.Null(choice.Taken);
        Assert.Equal(
            ["too old", "single precision", "not asked for"], choice.Accelerators.Select(accelerator => accelerator.Refusal));
    }

    [Fact]
    public void An_accelerator_is_a_line_of_a_table()
    {
        var used = new AcceleratorInfo("H100", AcceleratorKind.Cuda, 85_040_000_000, null);
        var absent = new AcceleratorInfo("no device", AcceleratorKind.OpenCL, 0, "not asked for");
        Assert.Equal("Cuda    H100, 79.2 GiB: in use", used.ToString());
        Assert.Equal("OpenCL  no device: not asked for", absent.ToString());
    }

    private static void Check(AcceleratorKind asked, params (FoundDevice Device, string? Refusal)[] expected)
    {
        var choice = new AcceleratorChoice([.. expected.Select(line => line.Device)], asked);
        Assert.Same(expected.Single(line => line.Refusal is null).Device, choice.Taken);
        Assert.Equal(
            expected.Select(line => new AcceleratorInfo(line.Device.Name, line.Device.Kind, line.Device.Memory, line.Refusal)),
            choice.Accelerators);
    }
}
