using BayesMeasure.Numerics;

namespace BayesMeasure.Optimization.Fitting;

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
        if (IsFinite(variableCount))
        {
            return null;
        }

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

    private bool IsFinite(int variableCount)
    {
        double sum = InnerProduct.Of(residuals, residuals);
        for (int variable = 0; variable < variableCount; variable++)
        {
            sum += InnerProduct.Of(Column(variable), Column(variable));
        }

        return double.IsFinite(sum);
    }
}
