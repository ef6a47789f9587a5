using BayesMeasure.Numerics;
using ILGPU.IR.Intrinsics;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The elementary functions of a double inside a kernel.</summary>
/// <param name="Value">The double.</param>
internal readonly record struct DeviceDouble(double Value)
{
    public static implicit operator DeviceDouble(double value) => new(value);

    [IntrinsicImplementation]
    public static DeviceDouble Exp(DeviceDouble x) => Scalar.Exp(x.Value).Value;

    [IntrinsicImplementation]
    public static DeviceDouble Log(DeviceDouble x) => Scalar.Log(x.Value).Value;

    [IntrinsicImplementation]
    public static DeviceDouble Sin(DeviceDouble x) => Scalar.Sin(x.Value).Value;

    [IntrinsicImplementation]
    public static DeviceDouble Cos(DeviceDouble x) => Scalar.Cos(x.Value).Value;
}
