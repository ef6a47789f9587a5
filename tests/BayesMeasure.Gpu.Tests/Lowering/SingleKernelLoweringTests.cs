using BayesMeasure.Gpu.Numerics;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The kernels of models in single precision.</summary>
public sealed class SingleKernelLoweringTests : KernelLoweringTests
{
    protected override Type Number => typeof(DeviceSingle);

    protected override int Lines => 7863;
}
