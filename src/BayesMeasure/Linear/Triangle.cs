using BayesMeasure.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// Columns decomposed as X = Q R with R upper triangular, in double-double arithmetic: even where the columns are so nearly
/// dependent that all sixteen digits of a double would be lost, sixteen are left.
/// </summary>
internal static class Triangle
{
    /// <summary>
    /// Modified Gram-Schmidt. For least squares with y as the last column it is as stable as Householder's reflections (Bjorck
    /// 1967, BIT 7, 1), and each step runs along two columns.
    /// </summary>
    /// <param name="columns">The columns; they are destroyed.</param>
    /// <returns>R, column by column, each with so many elements as there are columns.</returns>
    public static DoubleDouble[][] Of(DoubleDouble[][] columns)
    {
        int size = columns.Length;
        DoubleDouble[][] triangle = [.. columns.Select(_ => new DoubleDouble[size])];
        for (int k = 0; k < size; k++)
        {
            DoubleDouble length = DoubleDouble.Sqrt(Dot(columns[k], columns[k]));
            triangle[k][k] = length;
            if (length.High == 0)
            {
                continue;
            }

            Divide(columns[k], length);
            for (int j = k + 1; j < size; j++)
            {
                triangle[j][k] = Dot(columns[k], columns[j]);
                Subtract(columns[j], triangle[j][k], columns[k]);
            }
        }

        return triangle;
    }

    /// <summary>R^-1 z.</summary>
    public static DoubleDouble[] Solve(DoubleDouble[][] triangle, DoubleDouble[] target)
    {
        DoubleDouble[] solution = [.. target];
        for (int j = triangle.Length - 1; j >= 0; j--)
        {
            solution[j] /= triangle[j][j];
            for (int i = 0; i < j; i++)
            {
                solution[i] -= triangle[j][i] * solution[j];
            }
        }

        return solution;
    }

    private static DoubleDouble Dot(DoubleDouble[] left, DoubleDouble[] right)
    {
        DoubleDouble sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void Divide(DoubleDouble[] column, DoubleDouble divisor)
    {
        DoubleDouble factor = 1 / divisor;
        for (int i = 0; i < column.Length; i++)
        {
            column[i] *= factor;
        }
    }

    private static void Subtract(DoubleDouble[] column, DoubleDouble factor, DoubleDouble[] direction)
    {
        for (int i = 0; i < column.Length; i++)
        {
            column[i] -= factor * direction[i];
        }
    }
}
