using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>Symmetric, positive definite matrices by their Cholesky factors M = L L'.</summary>
internal static class PositiveDefinite
{
    private const double LargestAsymmetry = 1e-10;

    /// <summary>L.</summary>
    /// <exception cref="ArgumentException">The matrix is of another size, not symmetric, or not positive definite.</exception>
    public static Matrix<double> Factor(Matrix<double> matrix, int size, string name)
    {
        if (matrix.RowCount != size || matrix.ColumnCount != size)
        {
            throw new ArgumentException($"The {name} must have {size} rows and {size} columns, one a coefficient.", name);
        }

        if (!((matrix - matrix.Transpose()).L2Norm() <= LargestAsymmetry * matrix.L2Norm()))
        {
            throw new ArgumentException($"The {name} must be symmetric.", name);
        }

        try
        {
            return matrix.Cholesky().Factor;
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The {name} must be positive definite.", name, error);
        }
    }

    /// <summary>ln |L L'|.</summary>
    public static double LogDeterminant(Matrix<double> factor) => 2 * factor.Diagonal().Sum(Math.Log);
}
