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
            throw new ArgumentException($"The {name} must have {size} rows and {size} columns, one a coefficient.", name);
        if (!((matrix - matrix.Transpose()).L2Norm() <= LargestAsymmetry * matrix.L2Norm()))
            throw new ArgumentException($"The {name} must be symmetric.", name);
        try
        {
            return matrix.Cholesky().Factor;
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The {name} must be positive definite.", name, error);
        }
    }

    /// <summary>Refuses a prior that is not one of independent coefficients about 0.</summary>
    /// <exception cref="ArgumentException">The factor is not diagonal, or a mean is not 0.</exception>
    public static void RequireIndependentAboutZero(Matrix<double> factor, Vector<double> mean)
    {
        if (mean.L2Norm() > 0 || (factor - Matrix<double>.Build.DiagonalOfDiagonalVector(factor.Diagonal())).L2Norm() > 0)
        {
            throw new ArgumentException(
                "Subsets of columns are searched with a prior of mean 0 and independent coefficients: a column that is left out is "
                + "one whose coefficient is 0.");
        }
    }

    /// <summary>ln |L L'|.</summary>
    public static double LogDeterminant(Matrix<double> factor) => 2 * factor.Diagonal().Sum(Math.Log);
}
