using ILGPU.IR.Intrinsics;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>x y + z, rounded once: on the host the runtime's function, on a device the instruction.</summary>
/// <remarks>
/// A compiler of device code knows nothing of the runtime's function: it leaves a call to a symbol that nobody defines.
/// <see cref="DeviceIntrinsics"/> puts the instruction in its place.
/// </remarks>
internal static class FusedArithmetic
{
    /// <summary>x y + z in double precision.</summary>
    [IntrinsicImplementation]
    public static double MultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);

    /// <summary>x y + z in single precision.</summary>
    [IntrinsicImplementation]
    public static float MultiplyAdd(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);
}
