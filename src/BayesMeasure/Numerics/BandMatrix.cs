namespace BayesMeasure.Numerics;

/// <summary>A symmetric matrix that is zero beyond a number of diagonals beside the main one.</summary>
/// <param name="size">The number of rows.</param>
/// <param name="width">The number of diagonals below the main one.</param>
internal sealed class BandMatrix(int size, int width)
{
    private readonly double[] elements = new double[size * (width + 1)];

    /// <summary>The number of rows.</summary>
    public int Size => size;

    /// <summary>The number of diagonals below the main one.</summary>
    public int Width => width;

    /// <summary>The elements row by row: a row begins with its diagonal element and goes to the left.</summary>
    public ReadOnlySpan<double> Elements => elements;

    /// <summary>An element of the lower triangle, within the band.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column, at most the row, and at least the row less the width.</param>
    public ref double this[int row, int column] => ref elements[row * (width + 1) + row - column];

    /// <summary>Becomes the sum a A + b B + C of matrices of the same shape.</summary>
    public void Combine(double a, BandMatrix first, double b, BandMatrix second, BandMatrix third)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = a * first.elements[i] + b * second.elements[i] + third.elements[i];
        }
    }

    /// <summary>The product A v.</summary>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        product.Clear();
        for (int i = 0; i < size; i++)
        {
            product[i] += this[i, i] * vector[i];
            for (int j = Math.Max(0, i - width); j < i; j++)
            {
                product[i] += this[i, j] * vector[j];
                product[j] += this[i, j] * vector[i];
            }
        }
    }

    /// <summary>tr(A B), the sum of the products of all elements; only the band of B is read.</summary>
    public double TraceOfProduct(BandMatrix other)
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += this[i, i] * other[i, i];
            for (int j = Math.Max(0, i - width); j < i; j++)
            {
                sum += 2 * this[i, j] * other[i, j];
            }
        }

        return sum;
    }
}
