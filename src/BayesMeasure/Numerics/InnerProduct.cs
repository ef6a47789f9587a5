using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BayesMeasure.Numerics;

/// <summary>Sums of products, always in the same order, on every machine.</summary>
internal static class InnerProduct
{
    /// <summary>The sum of a_i b_i, in four sums side by side: one alone waits for each of its additions.</summary>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        (Vector256<double> first, Vector256<double> second) = (Vector256<double>.Zero, Vector256<double>.Zero);
        (Vector256<double> third, Vector256<double> fourth) = (Vector256<double>.Zero, Vector256<double>.Zero);
        int next = 0;
        for (; next <= left.Length - 4; next += 4)
        {
            first += left[next] * right[next];
            second += left[next + 1] * right[next + 1];
            third += left[next + 2] * right[next + 2];
            fourth += left[next + 3] * right[next + 3];
        }

        for (; next < left.Length; next++)
        {
            first += left[next] * right[next];
        }

        double total = Vector256.Sum(first + second + (third + fourth));
        for (int i = left.Length * Vector256<double>.Count; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
