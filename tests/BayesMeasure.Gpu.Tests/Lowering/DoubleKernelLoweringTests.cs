using BayesMeasure.Gpu.Numerics;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The kernels of models in double precision.</summary>
public sealed class DoubleKernelLoweringTests : KernelLoweringTests
{
    protected override Type Number => typeof(DeviceDouble);

    protected override int Lines => 7835;
}
