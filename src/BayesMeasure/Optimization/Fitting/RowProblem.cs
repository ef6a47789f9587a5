namespace BayesMeasure.Optimization.Fitting;

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

    /// <summary>
    /// The rows at a point near the current one, as the linearisation weighs them, less those at the current point.
    /// </summary>
    public abstract void Differ(ReadOnlySpan<double> near, Span<double> change);

    /// <summary>
    /// What 2 F is in units of: 1 where F is a log posterior, the variance of the residuals where it is their squares.
    /// </summary>
    /// <param name="value">F at the current point.</param>
    public abstract double Variance(double value);
}
