using System.Numerics;
using System.Runtime.InteropServices;

namespace BayesMeasure.Posteriors;

/// <summary>Sums of products, always in the same order on one machine.</summary>
internal static class InnerProduct
{
    /// <summary>The sum of a_i b_i.</summary>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> right = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sum = Vector<double>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        double total = Vector.Sum(sum);
        for (int i = left.Length * Vector<double>.Count; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
