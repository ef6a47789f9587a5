using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// Least squares in numbers of twice the digits, for designs so ill-conditioned that doubles lose most of theirs: Householder
/// reflections of [X y], and the triangle solved and inverted.
/// </summary>
internal sealed class AccurateTriangle
{
    private readonly int columns;
    private readonly DoubleDouble[][] triangle;

    /// <summary>Decomposes the data.</summary>
    /// <param name="joined">The columns of X, and then y, each with one value a row; they are overwritten.</param>
    public AccurateTriangle(DoubleDouble[][] joined)
    {
        columns = joined.Length - 1;
        for (int pivot = 0; pivot <= columns && pivot < joined[0].Length; pivot++)
            Reflect(joined, pivot);
        triangle = joined;
    }

    /// <summary>RSS.</summary>
    public double ResidualSumOfSquares
    {
        get
        {
            DoubleDouble corner = columns < triangle[columns].Length ? triangle[columns][columns] : 0;
            return (corner * corner).High;
        }
    }

    /// <summary>R, rounded.</summary>
    public Matrix<double> Triangle => Matrix<double>.Build.Dense(columns, columns, (i, j) => i <= j ? triangle[j][i].High : 0);

    /// <summary>z, rounded.</summary>
    public Vector<double> Target => Vector<double>.Build.Dense(columns, i => triangle[columns][i].High);

    /// <summary>R^-1 z, rounded once at the end.</summary>
    public Vector<double> Solve() => Rounded(BackSubstitute(triangle[columns][..columns]));

    /// <summary>R^-1, rounded once at the end.</summary>
    public Matrix<double> Inverse() => Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, columns).Select(j =>
        Rounded(BackSubstitute([.. Enumerable.Range(0, columns).Select(i => (DoubleDouble)(i == j ? 1 : 0))]))));

    private static Vector<double> Rounded(DoubleDouble[] values) =>
        Vector<double>.Build.Dense(values.Length, i => values[i].High);

    private static void Reflect(DoubleDouble[][] joined, int pivot)
    {
        DoubleDouble[] column = joined[pivot];
        DoubleDouble squares = Dot(column, column, pivot);
        if (squares.High == 0)
            return;
        DoubleDouble length = DoubleDouble.Sqrt(squares);
        DoubleDouble diagonal = column[pivot].High > 0 ? -length : length;
        DoubleDouble first = column[pivot] - diagonal;
        DoubleDouble factor = diagonal * first;
        column[pivot] = first;
        foreach (DoubleDouble[] other in joined.Skip(pivot + 1))
        {
            DoubleDouble share = Dot(column, other, pivot) / factor;
            for (int i = pivot; i < column.Length; i++)
                other[i] += share * column[i];
        }

        column[pivot] = diagonal;
    }

    private static DoubleDouble Dot(DoubleDouble[] a, DoubleDouble[] b, int from)
    {
        DoubleDouble sum = 0;
        for (int i = from; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private DoubleDouble[] BackSubstitute(DoubleDouble[] values)
    {
        for (int i = columns - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < columns; j++)
                values[i] -= triangle[j][i] * values[j];
            values[i] /= triangle[i][i];
        }

        return values;
    }
}
