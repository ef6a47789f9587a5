using System.Runtime.CompilerServices;
using static BayesMeasure.Gpu.Numerics.FusedArithmetic;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The error function of floats.</summary>
/// <remarks>
/// Below 1 an odd polynomial; above 1, erf x = 1 - exp(v(x)) with a polynomial v for log(erfc x), as for the library's lanes.
/// Both are minimax (tools/minimax.py erf-single erfc-single).
/// </remarks>
internal static class SingleErrorFunction
{
    /// <summary>Beyond this erf x rounds to 1.</summary>
    private const float Limit = 4f;

    private const float E0 = 0.12837917f;
    private const float E1 = -0.3761263f;
    private const float E2 = 0.11283618f;
    private const float E3 = -0.026855126f;
    private const float E4 = 0.0051907338f;
    private const float E5 = -0.0008030764f;
    private const float E6 = 7.920392e-05f;

    private const float V0 = -1.8496056f;
    private const float V1 = -2.6389675f;
    private const float V2 = -0.8431071f;
    private const float V3 = -0.04156246f;
    private const float V4 = 0.010040669f;
    private const float V5 = -0.0019970452f;
    private const float V6 = 0.0002693733f;
    private const float V7 = -7.038833e-06f;
    private const float V8 = -5.3918006e-06f;
    private const float V9 = 7.844748e-07f;

    /// <summary>erf x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x)
    {
        float a = SingleFormat.Abs(x);
        float z = a * a;
        float p = MultiplyAdd(z, E6, E5);
        p = MultiplyAdd(p, z, E4);
        p = MultiplyAdd(p, z, E3);
        p = MultiplyAdd(p, z, E2);
        p = MultiplyAdd(p, z, E1);
        p = MultiplyAdd(p, z, E0);
        float near = MultiplyAdd(a, p, a);

        float b = SingleFormat.Clamp(a, 1f, Limit) - 1f;
        float v = MultiplyAdd(b, V9, V8);
        v = MultiplyAdd(v, b, V7);
        v = MultiplyAdd(v, b, V6);
        v = MultiplyAdd(v, b, V5);
        v = MultiplyAdd(v, b, V4);
        v = MultiplyAdd(v, b, V3);
        v = MultiplyAdd(v, b, V2);
        v = MultiplyAdd(v, b, V1);
        v = MultiplyAdd(v, b, V0);
        float far = 1f - SingleExponential.Exp(v);
        return SingleFormat.WithSign(a < 1f ? near : far, x);
    }
}
