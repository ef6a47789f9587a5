namespace BayesMeasure.Numerics;

/// <summary>
/// The lower Cholesky factor L of a small dense matrix A = L L', in memory of its own: nothing is allocated, and matrices of any
/// size up to the largest may follow each other.
/// </summary>
/// <param name="largest">The largest number of rows.</param>
internal sealed class CholeskyFactor(int largest)
{
    private readonly double[] elements = new double[largest * largest];

    /// <summary>An element of L, of the lower triangle.</summary>
    public double this[int row, int column] => elements[row * largest + column];

    /// <summary>Takes one element of the lower triangle of A; they come row by row.</summary>
    /// <returns>Whether A may still be positive definite.</returns>
    public bool Take(int row, int column, double element)
    {
        for (int k = 0; k < column; k++)
        {
            element -= this[row, k] * this[column, k];
        }

        elements[row * largest + column] = row == column ? Math.Sqrt(element) : element / this[column, column];
        return row != column || (element > 0 && double.IsFinite(element));
    }

    /// <summary>Solves A x = b.</summary>
    /// <param name="vector">b, as long as the matrix has rows; is given x.</param>
    public void Solve(Span<double> vector)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                vector[i] -= this[i, k] * vector[k];
            }

            vector[i] /= this[i, i];
        }

        SolveUpper(vector);
    }

    /// <summary>Solves L' x = b: of normal numbers b, x is a draw with the covariance A^-1.</summary>
    /// <param name="vector">b, as long as the matrix has rows; is given x.</param>
    public void SolveUpper(Span<double> vector)
    {
        for (int i = vector.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < vector.Length; k++)
            {
                vector[i] -= this[k, i] * vector[k];
            }

            vector[i] /= this[i, i];
        }
    }
}
