using System.Runtime.CompilerServices;
using static BayesMeasure.Gpu.Numerics.FusedArithmetic;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The exponential and the hyperbolic tangent of floats.</summary>
/// <remarks>
/// e^x = 2^n e^r with n = round(x / ln 2), as for the library's lanes. The polynomial is minimax in relative error
/// (tools/minimax.py exp-single).
/// </remarks>
internal static class SingleExponential
{
    internal const float Ln2High = 0.693147182f;
    internal const float Ln2Low = -1.90465421e-9f;
    private const float InverseLn2 = 1.44269504f;

    private const float C2 = 0.49999994f;
    private const float C3 = 0.16666517f;
    private const float C4 = 0.041668106f;
    private const float C5 = 0.008369092f;
    private const float C6 = 0.0013835134f;

    /// <summary>Beyond this magnitude the result is 0 or infinity; it keeps the exponent small enough to scale by.</summary>
    private const float Limit = 110f;

    /// <summary>Beyond this the hyperbolic tangent rounds to 1.</summary>
    private const float TanhLimit = 10f;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp(x, 0f);

    /// <summary>e^(x + correction), for a correction below 1e-4 in magnitude and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x, float correction)
    {
        x = SingleFormat.Clamp(x, -Limit, Limit);
        float n = SingleFormat.Round(InverseLn2 * x);
        float r = Reduced(x, n) + correction;
        return SingleFormat.Scale(1f + ExpMinusOne(r), n);
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        // tanh x = E / (E + 2) with E = e^(2x) - 1, which keeps its relative precision near 0.
        float twice = SingleFormat.Clamp(2f * SingleFormat.Abs(x), 0f, 2f * TanhLimit);
        float n = SingleFormat.Round(InverseLn2 * twice);
        float power = SingleFormat.Scale(1f, n);
        float e = MultiplyAdd(power, ExpMinusOne(Reduced(twice, n)), power - 1f);
        return SingleFormat.WithSign(e / (e + 2f), x);
    }

    /// <summary>x - n ln 2 in two parts (Cody and Waite, Software Manual for the Elementary Functions, 1980).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Reduced(float x, float n) => MultiplyAdd(n, -Ln2Low, MultiplyAdd(n, -Ln2High, x));

    /// <summary>e^r - 1 for |r| at most ln(2)/2, with small relative error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ExpMinusOne(float r)
    {
        float p = MultiplyAdd(C6, r, C5);
        p = MultiplyAdd(p, r, C4);
        p = MultiplyAdd(p, r, C3);
        p = MultiplyAdd(p, r, C2);
        return MultiplyAdd(r * r, p, r);
    }
}
