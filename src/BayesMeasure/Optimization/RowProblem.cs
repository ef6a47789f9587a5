namespace BayesMeasure.Optimization;

/// <summary>
/// What Levenberg and Marquardt's method minimises within bounds: F(t), which near a point is half a sum of squares of rows that
/// are linear in t, with a smooth rest of which slope and curvature are known: the prior.
/// </summary>
internal abstract class RowProblem
{
    /// <summary>The number of variables t.</summary>
    public abstract int VariableCount { get; }

    /// <summary>The number of rows.</summary>
    public abstract int RowCount { get; }

    /// <summary>How far one step may lead a variable: to its bounds, or towards them where F is infinite at these.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="from">Its value before the step.</param>
    public abstract (double Low, double High) Limits(int variable, double from);

    /// <summary>F at a trial point; infinite or NaN where it is impossible.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> trial);

    /// <summary>Makes the last point that was evaluated the current one.</summary>
    public abstract void Accept();

    /// <summary>The rows and the rest at the current point.</summary>
    public abstract void Linearise(LinearisedRows rows);

    /// <summary>The rows at a point near the current one, as the linearisation weighs them, less those at the current point.</summary>
    public abstract void Differ(ReadOnlySpan<double> near, Span<double> change);

    /// <summary>What 2 F is in units of: 1 where F is a log posterior, the variance of the residuals where it is their squares.</summary>
    /// <param name="value">F at the current point.</param>
    public abstract double Variance(double value);
}

/// <summary>
/// F near a point: sum over rows of (r_i + J_i s)^2 / 2 + h s + s C s / 2 for a step s, with a diagonal C.
/// </summary>
internal sealed class LinearisedRows(int rows, int variables)
{
    private readonly double[] jacobian = new double[rows * variables];
    private readonly double[] residuals = new double[rows];

    public int RowCount => rows;

    /// <summary>What rounding makes of F.</summary>
    public double Rounding { get; set; }

    /// <summary>r, one element a row.</summary>
    public Span<double> Residuals => residuals;

    /// <summary>h, the slope of the rest.</summary>
    public double[] Slopes { get; } = new double[variables];

    /// <summary>The diagonal of C, the curvature of the rest: not negative.</summary>
    public double[] Curvatures { get; } = new double[variables];

    /// <summary>One column of J.</summary>
    public Span<double> Column(int variable) => jacobian.AsSpan(variable * rows, rows);

    /// <summary>Multiplies some rows, which gives them another weight.</summary>
    public void Scale(Range some, double factor)
    {
        (int start, int length) = some.GetOffsetAndLength(rows);
        for (int variable = 0; variable < variables; variable++)
        {
            foreach (ref double element in Column(variable).Slice(start, length))
            {
                element *= factor;
            }
        }
    }

    /// <summary>The first row that is not finite, and the variable by which it was differentiated, -1 for its residual.</summary>
    public (int Row, int Variable)? FirstFault(int variableCount)
    {
        for (int variable = -1; variable < variableCount; variable++)
        {
            ReadOnlySpan<double> numbers = variable < 0 ? residuals : Column(variable);
            for (int row = 0; row < numbers.Length; row++)
            {
                if (!double.IsFinite(numbers[row]))
                {
                    return (row, variable);
                }
            }
        }

        return null;
    }
}
