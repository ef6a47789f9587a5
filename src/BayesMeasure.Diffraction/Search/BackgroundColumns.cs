using System.Numerics.Tensors;
using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>The columns of a background: Chebyshev polynomials of 2 theta, and 1 / (2 theta) of air.</summary>
internal static class BackgroundColumns
{
    /// <summary>The columns times the root weights of the points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="degree">The degree of the polynomials.</param>
    /// <param name="hump">A hump beside them, as the last column; null for none.</param>
    public static double[][] Weighted(SearchPoints points, int degree, BroadHump? hump = null)
    {
        double[][] columns =
            [.. Enumerable.Range(0, degree + 2).Select(_ => new double[points.Count]), .. Humps(points, hump)];
        double first = points.Angles[0];
        double range = points.Angles[^1] - first;
        for (int i = 0; i < points.Count; i++)
        {
            double x = 2 * (points.Angles[i] - first) / range - 1;
            (double previous, double current) = (1, x);
            for (int n = 0; n <= degree; n++)
            {
                columns[n][i] = previous * points.RootWeights[i];
                (previous, current) = (current, 2 * x * current - previous);
            }

            columns[degree + 1][i] = first / points.Angles[i] * points.RootWeights[i];
        }

        return columns;
    }
    private static double[][] Humps(SearchPoints points, BroadHump? hump)
    {
        if (hump == null)
        {
            return [];
        }

        double[] column = hump.At(points.Angles);
        TensorPrimitives.Multiply(column, points.RootWeights, column);
        return [column];
    }

    /// <summary>The same columns, each without what those before it have of it, and of norm 1.</summary>
    public static double[][] Orthonormal(double[][] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    double share = InnerProduct.Of(columns[i], columns[j]);
                    TensorPrimitives.MultiplyAdd(columns[j], -share, columns[i], columns[i]);
                }
            }

            TensorPrimitives.Divide(columns[i], Math.Sqrt(InnerProduct.Of(columns[i], columns[i])), columns[i]);
        }

        return columns;
    }
}
