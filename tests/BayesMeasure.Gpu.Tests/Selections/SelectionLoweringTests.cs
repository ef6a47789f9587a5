using BayesMeasure.Gpu.Selections;
using BayesMeasure.Gpu.Tests.Lowering;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Selections;

/// <summary>The kernels of selections lower to code that needs nothing from outside.</summary>
public class SelectionLoweringTests
{
    private static readonly CudaArchitecture[] Architectures = [CudaArchitecture.SM_80, CudaArchitecture.SM_90];

    [Theory]
    [InlineData(nameof(SelectionKernel.Begin))]
    [InlineData(nameof(SelectionKernel.Walk))]
    public void A_kernel_lowers(string kernel) => Assert.All(
        PtxLowering.Of(typeof(SelectionKernel).GetMethod(kernel)!, Architectures), text => Assert.Empty(text.Faults()));
}
