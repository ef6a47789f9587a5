using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BayesMeasure.Numerics;

/// <summary>
/// Sums over the points of a curve, or over draws, always in the same order, on every machine: one column with four others at a
/// time, since it is the reading of memory that takes time.
/// </summary>
internal static class ColumnProducts
{
    /// <summary>The products of a column with the first so many of some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(double[] column, double[][] columns, int count, Span<double> products)
    {
        int j = 0;
        for (; j + 4 <= count; j += 4)
        {
            Four(column, columns.AsSpan(j, 4), products.Slice(j, 4));
        }

        for (; j < count; j++)
        {
            products[j] = InnerProduct.Of(column, columns[j]);
        }
    }

    /// <summary>sum + factor * column, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, double[] column, double[] sum)
    {
        Span<Vector256<double>> sums = Vectors(sum);
        ReadOnlySpan<Vector256<double>> vectors = Vectors(column);
        for (int v = 0; v < sums.Length; v++)
        {
            sums[v] += factor * vectors[v];
        }

        for (int i = sums.Length * Vector256<double>.Count; i < sum.Length; i++)
        {
            sum[i] += factor * column[i];
        }
    }

    /// <summary>sum + scale * (with - without) point by point, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDifference(double[] scale, ReadOnlySpan<double> with, ReadOnlySpan<double> without, double[] sum)
    {
        Span<Vector256<double>> sums = Vectors(sum);
        ReadOnlySpan<Vector256<double>> scales = Vectors(scale);
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(with);
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(without);
        for (int v = 0; v < sums.Length; v++)
        {
            sums[v] += scales[v] * (left[v] - right[v]);
        }

        for (int i = sums.Length * Vector256<double>.Count; i < sum.Length; i++)
        {
            sum[i] += scale[i] * (with[i] - without[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(double[] column, ReadOnlySpan<double[]> columns, Span<double> products)
    {
        ReadOnlySpan<Vector256<double>> c = Vectors(column);
        ReadOnlySpan<Vector256<double>> c0 = Vectors(columns[0]), c1 = Vectors(columns[1]);
        ReadOnlySpan<Vector256<double>> c2 = Vectors(columns[2]), c3 = Vectors(columns[3]);
        Vector256<double> s0 = Vector256<double>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int v = 0; v < c.Length; v++)
        {
            Vector256<double> value = c[v];
            s0 += value * c0[v];
            s1 += value * c1[v];
            s2 += value * c2[v];
            s3 += value * c3[v];
        }

        (products[0], products[1]) = (Vector256.Sum(s0), Vector256.Sum(s1));
        (products[2], products[3]) = (Vector256.Sum(s2), Vector256.Sum(s3));
        for (int i = c.Length * Vector256<double>.Count; i < column.Length; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                products[k] += column[i] * columns[k][i];
            }
        }
    }

    private static Span<Vector256<double>> Vectors(double[] column) =>
        MemoryMarshal.Cast<double, Vector256<double>>(column.AsSpan());
}
