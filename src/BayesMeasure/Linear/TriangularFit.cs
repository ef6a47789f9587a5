using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// Least squares |y - X w|^2 = |z - R w|^2 + RSS with R upper triangular: all that the data say, in K + 1 rows.
/// </summary>
internal sealed class TriangularFit
{
    /// <summary>Beyond this condition number of the scaled columns, the rounding of the data themselves decides.</summary>
    private const double LargestCondition = 1e13;

    private readonly DoubleDouble[][] triangle;
    private readonly DoubleDouble[] target;

    private TriangularFit(DoubleDouble[][] triangle, DoubleDouble[] target, double residualSumOfSquares)
    {
        this.triangle = triangle;
        this.target = target;
        ResidualSumOfSquares = residualSumOfSquares;
    }

    /// <summary>RSS, the smallest sum of squared residuals.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>ln |X'X| = 2 sum ln |R_jj|.</summary>
    public double LogDeterminant => 2 * triangle.Select((column, j) => Math.Log(column[j].High)).Sum();

    private int Size => triangle.Length;

    /// <summary>Decomposes X, given by its columns, and y.</summary>
    /// <remarks>
    /// The decomposition of [X y] leaves R, beside it z = Q'y, and in the corner the length of the residual: y is reduced
    /// together with X, and Q is never needed.
    /// </remarks>
    public static TriangularFit Of(IReadOnlyList<DoubleDouble[]> columns, IReadOnlyList<DoubleDouble> y)
    {
        int size = columns.Count;
        DoubleDouble[][] reduced = Triangle.Of([.. columns.Select(column => column.ToArray()), [.. y]]);
        DoubleDouble residual = reduced[size][size];
        return new([.. reduced[..size].Select(column => column[..size])], reduced[size][..size], (double)(residual * residual));
    }

    /// <summary>The same data with every residual divided by sigma.</summary>
    public TriangularFit InUnitsOf(double sigma) => new(
        [.. triangle.Select(column => column.Select(value => value / sigma).ToArray())],
        [.. target.Select(value => value / sigma)],
        ResidualSumOfSquares / (sigma * sigma));

    /// <summary>The same data with more rows: those of a Gaussian prior, which is no more than earlier data.</summary>
    public TriangularFit With(Matrix<double> rows, Vector<double> values)
    {
        TriangularFit joined = Of(
            [.. triangle.Select((column, j) => Extended(column, rows.Column(j)))],
            Extended(target, values));
        return new(joined.triangle, joined.target, ResidualSumOfSquares + joined.ResidualSumOfSquares);
    }

    /// <summary>The same data with the columns in another order.</summary>
    public TriangularFit InOrder(IReadOnlyList<int> columns)
    {
        TriangularFit ordered = Of([.. columns.Select(column => triangle[column])], target);
        return new(ordered.triangle, ordered.target, ResidualSumOfSquares + ordered.ResidualSumOfSquares);
    }

    /// <summary>R^-1 z, the least-squares solution.</summary>
    public Vector<double> Solve() => Rounded(Triangle.Solve(triangle, target));

    /// <summary>R^-1, a factor of (X'X)^-1 = R^-1 R^-T.</summary>
    public Matrix<double> InverseFactor() => Matrix<double>.Build.DenseOfColumnVectors(
        Enumerable.Range(0, Size).Select(j => Rounded(Triangle.Solve(triangle, UnitVector(j)))));

    /// <summary>R beside z, rounded to doubles: K rows, K + 1 columns.</summary>
    public Matrix<double> ToMatrix() => Matrix<double>.Build.DenseOfColumnVectors([.. triangle.Select(Rounded), Rounded(target)]);

    /// <summary>Requires data that determine all coefficients.</summary>
    /// <exception cref="SingularDesignException">The columns are linearly dependent to working precision.</exception>
    public void RequireRegular()
    {
        Matrix<double> scaled = Matrix<double>.Build.DenseOfColumnVectors(triangle.Select(Rounded)).NormalizeColumns(2);
        double condition = scaled.ConditionNumber();
        if (!(condition < LargestCondition))
        {
            throw new SingularDesignException(condition);
        }
    }

    private static Vector<double> Rounded(DoubleDouble[] values) =>
        Vector<double>.Build.Dense(values.Length, i => (double)values[i]);

    private static DoubleDouble[] Extended(DoubleDouble[] values, Vector<double> more) =>
        [.. values, .. more.Select(value => (DoubleDouble)value)];

    private DoubleDouble[] UnitVector(int position) =>
        [.. Enumerable.Range(0, Size).Select(i => (DoubleDouble)(i == position ? 1 : 0))];
}
