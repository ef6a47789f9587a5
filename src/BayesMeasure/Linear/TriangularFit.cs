using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Linear;

/// <summary>
/// Least squares |y - X u|^2 = |z - R u|^2 + RSS with R upper triangular: all that the data say, in K + 1 rows.
/// </summary>
internal sealed class TriangularFit
{
    /// <summary>Beyond this condition number of the scaled columns, fewer than about two digits would be left.</summary>
    private const double LargestCondition = 1e13;
    private const double LargestRefinableCondition = 1e6;

    /// <summary>Below this condition number, a step of refinement is as good as more digits.</summary>
    private const double LargestHarmlessCondition = 100;
    private const double MostAccurateWork = 4e6;

    private readonly Matrix<double> triangle;
    private readonly Vector<double> target;
    private readonly AccurateTriangle? accurate;

    private TriangularFit(
        Matrix<double> triangle, Vector<double> target, double residualSumOfSquares, AccurateTriangle? accurate = null)
    {
        this.accurate = accurate;
        this.triangle = triangle;
        this.target = target;
        ResidualSumOfSquares = residualSumOfSquares;
    }

    /// <summary>RSS, the smallest sum of squared residuals.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>ln |X'X| = 2 sum ln |R_jj|.</summary>
    public double LogDeterminant => 2 * triangle.Diagonal().Sum(value => Math.Log(Math.Abs(value)));

    /// <summary>Decomposes X and y.</summary>
    /// <remarks>
    /// Householder reflections of [X y] leave R, beside it z = Q'y, and in the corner the length of the residual: y is
    /// reflected together with X, and Q is never needed.
    /// </remarks>
    public static TriangularFit Of(Matrix<double> design, Vector<double> y)
    {
        int columns = design.ColumnCount;
        Matrix<double> joined = design.InsertColumn(columns, y);
        if (joined.RowCount <= columns)
            joined = joined.Stack(Matrix<double>.Build.Dense(columns + 1 - joined.RowCount, columns + 1));
        Matrix<double> reduced = joined.QR(QRMethod.Thin).R;
        double residual = reduced[columns, columns];
        return new(
            reduced.SubMatrix(0, columns, 0, columns),
            reduced.Column(columns, 0, columns),
            residual * residual);
    }

    /// <summary>The same fit after one step of iterative refinement: z + R^-T X'(y - X u).</summary>
    /// <remarks>
    /// It mends what the decomposition's rounding errors do where residuals are large (Bjorck 1987, the corrected seminormal
    /// equations); a design that is too ill-conditioned for the step is left as it is.
    /// </remarks>
    public TriangularFit Refined(Matrix<double> design, Vector<double> y)
    {
        if (!(triangle.ConditionNumber() < LargestRefinableCondition))
            return this;
        Vector<double> gradient = AccurateResidual.Gradient(design, y, Solve());
        return new(triangle, target + triangle.Transpose().Solve(gradient), ResidualSumOfSquares);
    }

    /// <summary>Whether doubles lose digits that numbers of twice the digits would keep, at a bearable cost.</summary>
    public bool DeservesMoreDigits(int points) =>
        points * Math.Pow(triangle.ColumnCount + 1, 2) < MostAccurateWork && !(triangle.ConditionNumber() < LargestHarmlessCondition);

    /// <summary>The fit that numbers of twice the digits found.</summary>
    public static TriangularFit Of(AccurateTriangle accurate) =>
        new(accurate.Triangle, accurate.Target, accurate.ResidualSumOfSquares, accurate);

    /// <summary>The same data with every residual divided by sigma.</summary>
    public TriangularFit InUnitsOf(double sigma) =>
        new(triangle / sigma, target / sigma, ResidualSumOfSquares / (sigma * sigma));

    /// <summary>The same data with more rows: those of a Gaussian prior, which is no more than earlier data.</summary>
    public TriangularFit With(Matrix<double> rows, Vector<double> values)
    {
        TriangularFit joined = Of(triangle.Stack(rows), Vector<double>.Build.DenseOfEnumerable([.. target, .. values]));
        return new(joined.triangle, joined.target, ResidualSumOfSquares + joined.ResidualSumOfSquares);
    }

    /// <summary>The triangle of the last columns: what is left of them beside the columns before.</summary>
    public Matrix<double> Last(int columns)
    {
        RequireRegular();
        int first = triangle.ColumnCount - columns;
        return triangle.SubMatrix(first, columns, first, columns);
    }

    /// <summary>R^-1 z, the least-squares solution.</summary>
    public Vector<double> Solve() => accurate?.Solve() ?? triangle.Solve(target);

    /// <summary>R^-1, a factor of (X'X)^-1 = R^-1 R^-T.</summary>
    public Matrix<double> InverseFactor() => accurate?.Inverse() ?? triangle.Inverse();

    /// <summary>Refuses data that do not determine all coefficients.</summary>
    /// <exception cref="SingularDesignException">The columns are linearly dependent to working precision.</exception>
    public void RequireRegular()
    {
        double condition = triangle.ConditionNumber();
        if (!(condition < LargestCondition))
            throw new SingularDesignException(condition);
    }
}
