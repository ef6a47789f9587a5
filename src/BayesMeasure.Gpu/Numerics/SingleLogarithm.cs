using System.Runtime.CompilerServices;
using static BayesMeasure.Gpu.Numerics.FusedArithmetic;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The natural logarithm and the power of floats.</summary>
/// <remarks>
/// x = 2^e (1 + f) and log(1 + f) = 2 artanh(s) with s = f / (2 + f), as for the library's lanes; for the power the logarithm is
/// an unevaluated sum of two floats (T. J. Dekker, Numer. Math. 18, 224, 1971). The series are minimax (tools/minimax.py
/// log-single pow-single).
/// </remarks>
internal static class SingleLogarithm
{
    private const float SqrtTwo = 1.41421356f;

    private const float C1 = 0.6666666269302368f;
    private const float C2 = 0.40000972151756287f;
    private const float C3 = 0.28498801589012146f;
    private const float C4 = 0.24278388917446136f;

    private const float TwoThirdsHigh = 0.666666687f;
    private const float TwoThirdsLow = -1.98682153e-8f;
    private const float P2 = 0.40000152587890625f;
    private const float P3 = 0.2854708731174469f;
    private const float P4 = 0.23419776558876038f;

    /// <summary>Beyond this magnitude of y log x the result is 0 or infinity.</summary>
    private const float Limit = 110f;

    /// <summary>log x; -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        Split(x, out float exponent, out float f);
        float s = f / (f + 2f);
        float z = s * s;
        float p = MultiplyAdd(z, C4, C3);
        p = MultiplyAdd(p, z, C2);
        p = MultiplyAdd(p, z, C1);
        float square = f * f;
        // The low part of ln 2 is negative, and would make NaN of an infinite exponent.
        float low = SingleFormat.Abs(exponent) < float.PositiveInfinity ? exponent * SingleExponential.Ln2Low : 0f;
        float tail = MultiplyAdd(s, MultiplyAdd(z, p, 0.5f * square), low);
        float log = f + MultiplyAdd(square, -0.5f, tail);
        return x < 0f ? float.NaN : MultiplyAdd(exponent, SingleExponential.Ln2High, log);
    }

    /// <summary>x^y; NaN for x below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Pow(float x, float y)
    {
        Logarithm(x, out float high, out float low);
        float product = y * high;
        float error = MultiplyAdd(y, low, MultiplyAdd(y, high, -product));
        // Where the product is infinite its error is NaN, and does not matter.
        error = SingleFormat.Abs(product) < Limit ? error : 0f;
        float power = SingleExponential.Exp(product, error);
        power = x == 1f || y == 0f ? 1f : power;
        return x < 0f ? float.NaN : power;
    }

    private static void Split(float x, out float exponent, out float f)
    {
        exponent = SingleFormat.Exponent(x);
        float m = SingleFormat.Significand(x);
        exponent = SqrtTwo < m ? exponent + 1f : exponent;
        f = (SqrtTwo < m ? 0.5f * m : m) - 1f;
    }

    /// <summary>log x as the sum of two floats: the steps are those of the library's power in double precision.</summary>
    private static void Logarithm(float x, out float high, out float low)
    {
        Split(x, out float exponent, out float f);
        float d = f + 2f;
        float dLow = f - (d - 2f);
        float inverse = 1f / d;
        float s = f * inverse;
        float sLow = inverse * MultiplyAdd(-s, dLow, MultiplyAdd(-s, d, f));

        float z = s * s;
        float zLow = MultiplyAdd(s + s, sLow, MultiplyAdd(s, s, -z));
        float rest = MultiplyAdd(MultiplyAdd(z, P4, P3), z, P2) * z;
        float c = rest + TwoThirdsHigh;
        float cLow = TwoThirdsHigh - c + rest + TwoThirdsLow;

        float v = z * c;
        float vLow = MultiplyAdd(z, cLow, MultiplyAdd(zLow, c, MultiplyAdd(z, c, -v)));
        float g = v + 2f;
        float gLow = 2f - g + v + vLow;
        float log = s * g;
        float logLow = MultiplyAdd(s, gLow, MultiplyAdd(sLow, g, MultiplyAdd(s, g, -log)));

        float shift = exponent * SingleExponential.Ln2High;
        float shiftLow = MultiplyAdd(exponent, SingleExponential.Ln2High, -shift);
        shiftLow = MultiplyAdd(exponent, SingleExponential.Ln2Low, shiftLow);
        high = shift + log;
        low = shift - high + log + (shiftLow + logLow);
    }
}
