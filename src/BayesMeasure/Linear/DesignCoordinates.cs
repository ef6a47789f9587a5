using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// Coordinates u of the coefficients, w = S u, in which a design X S is well scaled: its columns have lengths near 1, and
/// mean zero beside a constant column.
/// </summary>
/// <remarks>
/// Neither step loses digits: a difference x - mean is rounded relative to itself, if at all, and the scales are powers of
/// two. What they gain: the decomposition's rounding errors are small against the spread of a column, not only against its
/// offset.
/// </remarks>
internal sealed class DesignCoordinates
{
    /// <summary>S: diagonal, but for the row of the constant column, which takes up the shifts.</summary>
    private readonly Matrix<double> toCoefficients;

    public DesignCoordinates(Matrix<double> design)
    {
        int constant = IndexOfConstant(design);
        toCoefficients = Matrix<double>.Build.Dense(design.ColumnCount, design.ColumnCount);
        for (int j = 0; j < design.ColumnCount; j++)
        {
            Vector<double> column = design.Column(j);
            double shift = constant >= 0 && j != constant ? RoundedMean(column) : 0;
            double scale = ScaleOf(column - shift);
            toCoefficients[j, j] = scale;
            if (shift != 0)
                toCoefficients[constant, j] = -shift / design[0, constant] * scale;
            LogDeterminant += Math.Log(scale);
            Shifts.Add(shift);
        }
    }

    /// <summary>ln |S|.</summary>
    public double LogDeterminant { get; }

    private List<double> Shifts { get; } = [];

    /// <summary>X S, column by column.</summary>
    public Matrix<double> Transform(Matrix<double> design) =>
        design.MapIndexed((_, j, value) => (value - Shifts[j]) * toCoefficients[j, j]);

    /// <summary>One value of column j of X S.</summary>
    public DoubleDouble Transform(DoubleDouble value, int j) => (value - Shifts[j]) * toCoefficients[j, j];

    /// <summary>Rows that act on w, made to act on u.</summary>
    public Matrix<double> TransformRows(Matrix<double> rows) => rows * toCoefficients;

    /// <summary>w = S u, for one point or for every column of a matrix.</summary>
    public Vector<double> ToCoefficients(Vector<double> point) => toCoefficients * point;

    /// <inheritdoc cref="ToCoefficients(Vector{double})"/>
    public Matrix<double> ToCoefficients(Matrix<double> points) => toCoefficients * points;

    private static int IndexOfConstant(Matrix<double> design) =>
        Enumerable.Range(0, design.ColumnCount)
            .FirstOrDefault(j => design[0, j] != 0 && design.Column(j).All(value => value == design[0, j]), -1);

    /// <summary>
    /// The mean, to 20 bits of the spread: having few digits, it can be taken from data of few digits without rounding.
    /// </summary>
    private static double RoundedMean(Vector<double> column)
    {
        double spread = column.Maximum() - column.Minimum();
        double unit = spread > 0 ? Math.ScaleB(1, Math.ILogB(spread) - 20) : 1;
        return Math.Round(column.Average() / unit) * unit;
    }

    private static double ScaleOf(Vector<double> column)
    {
        double length = column.L2Norm();
        return length > 0 ? Math.ScaleB(1, -Math.ILogB(length)) : 1;
    }
}
