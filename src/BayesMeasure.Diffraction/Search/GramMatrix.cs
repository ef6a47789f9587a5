using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>The products of columns with each other.</summary>
internal static class GramMatrix
{
    /// <summary>a_i'a_j of all pairs, each summed once.</summary>
    public static Matrix<double> Of(double[][] columns)
    {
        Matrix<double> products = Matrix<double>.Build.Dense(columns.Length, columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                products[i, j] = products[j, i] = InnerProduct.Of(columns[i], columns[j]);
            }
        }

        return products;
    }
}
