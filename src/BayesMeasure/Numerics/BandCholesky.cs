namespace BayesMeasure.Numerics;

/// <summary>
/// The Cholesky factor L of a positive definite band matrix, A = L L', which has the same band: O(n w^2) to find, O(n w) to solve
/// with. Nothing is allocated after it is made.
/// </summary>
/// <param name="size">The number of rows.</param>
/// <param name="width">The number of diagonals below the main one.</param>
internal sealed class BandCholesky(int size, int width)
{
    private readonly double[] factor = new double[size * (width + 1)];
    private readonly double[] inverseDiagonal = new double[size];

    /// <summary>ln det A.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>An element of L, within the band.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column, at most the row, and at least the row less the width.</param>
    public double this[int row, int column] => factor[row * (width + 1) + row - column];

    /// <summary>Factors a matrix; false where it is not positive definite.</summary>
    public bool Factor(BandMatrix matrix)
    {
        double product = 1;
        double sum = 0;
        int stride = width + 1;
        matrix.Elements.CopyTo(factor);
        for (int i = 0; i < size; i++)
        {
            int first = Math.Max(0, i - width);
            double diagonal = factor[i * stride];
            for (int j = first; j < i; j++)
            {
                double element = factor[i * stride + i - j];
                for (int k = Math.Max(first, j - width); k < j; k++)
                {
                    element -= factor[i * stride + i - k] * factor[j * stride + j - k];
                }

                factor[i * stride + i - j] = element *= inverseDiagonal[j];
                diagonal -= element * element;
            }

            if (!(diagonal > 0 && double.IsFinite(diagonal)))
            {
                return false;
            }

            factor[i * stride] = Math.Sqrt(diagonal);
            inverseDiagonal[i] = 1 / factor[i * stride];

            // One logarithm for several pivots: their product is far from the ends of the numbers.
            product *= diagonal;
            if (product is < 1e-100 or > 1e100)
            {
                sum += Math.Log(product);
                product = 1;
            }
        }

        LogDeterminant = sum + Math.Log(product);
        return true;
    }

    /// <summary>Replaces v by L^-1 v; returns its square, v' A^-1 v.</summary>
    public double SolveLower(Span<double> vector)
    {
        double square = 0;
        int stride = width + 1;
        for (int i = 0; i < size; i++)
        {
            double value = vector[i];
            for (int j = Math.Max(0, i - width); j < i; j++)
            {
                value -= factor[i * stride + i - j] * vector[j];
            }

            vector[i] = value *= inverseDiagonal[i];
            square += value * value;
        }

        return square;
    }

    /// <summary>Replaces v by L'^-1 v.</summary>
    public void SolveUpper(Span<double> vector)
    {
        int stride = width + 1;
        for (int i = size - 1; i >= 0; i--)
        {
            double value = vector[i] *= inverseDiagonal[i];
            for (int j = Math.Max(0, i - width); j < i; j++)
            {
                vector[j] -= factor[i * stride + i - j] * value;
            }
        }
    }

    /// <summary>
    /// The band of A^-1, from the last row to the first: Z_ij = [i = j] / L_jj^2 - sum over k > j of L_kj Z_ik / L_jj (Takahashi,
    /// Fagan and Chen 1973).
    /// </summary>
    public void Invert(BandMatrix inverse)
    {
        int stride = width + 1;
        for (int j = size - 1; j >= 0; j--)
        {
            int last = Math.Min(size - 1, j + width);
            for (int i = last; i >= j; i--)
            {
                double sum = i == j ? inverseDiagonal[j] : 0;
                for (int k = j + 1; k <= last; k++)
                {
                    sum -= factor[k * stride + k - j] * (i >= k ? inverse[i, k] : inverse[k, i]);
                }

                inverse[i, j] = sum * inverseDiagonal[j];
            }
        }
    }
}
