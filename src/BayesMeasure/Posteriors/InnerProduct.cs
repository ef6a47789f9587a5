using System.Numerics;
using System.Runtime.InteropServices;

namespace BayesMeasure.Posteriors;

/// <summary>Sums of products, always in the same order on one machine.</summary>
internal static class InnerProduct
{
    /// <summary>The sum of a_i b_i, in four sums side by side: one alone waits for each of its additions.</summary>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> right = MemoryMarshal.Cast<double, Vector<double>>(b);
        (Vector<double> first, Vector<double> second) = (Vector<double>.Zero, Vector<double>.Zero);
        (Vector<double> third, Vector<double> fourth) = (Vector<double>.Zero, Vector<double>.Zero);
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

        double total = Vector.Sum(first + second + (third + fourth));
        for (int i = left.Length * Vector<double>.Count; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
