using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The judge of lowered kernels finds every fault.</summary>
public class PtxTextTests
{
    [Theory]
    [InlineData(nameof(BrokenKernels.Undefined), "call of")]
    [InlineData(nameof(BrokenKernels.Local), "512 bytes of local memory")]
    [InlineData(nameof(BrokenKernels.LongRemainder), "in a loop: rem.s64")]
    public void A_broken_kernel_is_refused(string kernel, string fault) =>
        Assert.Contains(Faults(kernel), found => found.StartsWith(fault, StringComparison.Ordinal));

    [Fact]
    public void One_remainder_is_allowed() => Assert.Empty(Faults(nameof(BrokenKernels.OneRemainder)));

    [Fact]
    public void Only_the_dynamic_shared_memory_is_extern()
    {
        Assert.Empty(new PtxText(".extern .shared .align 8 .b8 dynamic[];").Faults());
        Assert.NotEmpty(new PtxText(".extern .func (.param .f64 r) Sinh(.param .f64 x);").Faults());
    }

    private static IReadOnlyList<string> Faults(string kernel) =>
        PtxLowering.Of(typeof(BrokenKernels).GetMethod(kernel)!, CudaArchitecture.SM_80).Faults();
}
