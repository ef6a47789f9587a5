using BayesMeasure.Numerics;
using ILGPU.IR.Intrinsics;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The elementary functions of a double inside a kernel.</summary>
/// <param name="Value">The double.</param>
internal readonly record struct DeviceDouble(double Value)
{
    public static implicit operator DeviceDouble(double value) => new(value);

    public static DeviceDouble Exp(DeviceDouble x) => ExpOf(x.Value);

    public static DeviceDouble Log(DeviceDouble x) => LogOf(x.Value);

    public static DeviceDouble Sin(DeviceDouble x) => SinOf(x.Value);

    public static DeviceDouble Cos(DeviceDouble x) => CosOf(x.Value);

    [IntrinsicImplementation]
    internal static double ExpOf(double x) => Scalar.Exp(x).Value;

    [IntrinsicImplementation]
    internal static double LogOf(double x) => Scalar.Log(x).Value;

    [IntrinsicImplementation]
    internal static double SinOf(double x) => Scalar.Sin(x).Value;

    [IntrinsicImplementation]
    internal static double CosOf(double x) => Scalar.Cos(x).Value;
}
