using BayesMeasure.Measurements;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>Residuals of a user's own as rows: F(p) is half the sum of their squares.</summary>
internal sealed class ResidualRows : RowProblem
{
    /// <summary>The cube root of the rounding error of a double: where rounding and the neglected term balance.</summary>
    private const double RelativeStep = 6.055454452393343e-6;

    /// <summary>A parameter on its way to 0 has no smaller scale than this share of its largest magnitude.</summary>
    private const double SmallestShare = 1e-3;

    /// <summary>The square of the rounding error: residuals that have shrunk by that error are 0 to rounding.</summary>
    private const double SquaredEpsilon = 4.930380657631324e-32;

    private readonly ResidualProblem problem;
    private readonly Interval[] bounds;
    private readonly double[] magnitudes;
    private readonly double[] point;
    private readonly double[] trial;
    private readonly double[] residuals;
    private readonly double[] trialResiduals;
    private readonly double[] otherResiduals;
    private readonly double[] jacobian;
    private double first = double.NaN;

    /// <param name="problem">The residuals.</param>
    public ResidualRows(ResidualProblem problem)
    {
        this.problem = problem;
        bounds = [.. problem.ParameterNames.Select(name =>
            problem.Bounds.TryGetValue(name, out Interval own) ? own : new(double.NegativeInfinity, double.PositiveInfinity))];
        magnitudes = new double[VariableCount];
        point = new double[VariableCount];
        trial = new double[VariableCount];
        residuals = new double[RowCount];
        trialResiduals = new double[RowCount];
        otherResiduals = new double[RowCount];
        jacobian = new double[problem.Jacobian is null ? 0 : RowCount * VariableCount];
    }

    /// <inheritdoc/>
    public override int VariableCount => problem.ParameterNames.Count;

    /// <inheritdoc/>
    public override int RowCount => problem.Count;

    /// <summary>The residuals at the current point.</summary>
    public ReadOnlySpan<double> Residuals => residuals;

    /// <inheritdoc/>
    public override (double Low, double High) Limits(int variable, double from) =>
        (bounds[variable].Minimum, bounds[variable].Maximum);

    /// <inheritdoc/>
    /// <remarks>Where there are no more residuals than parameters the fit is exact, and rounding alone ends it.</remarks>
    public override double Variance(double value) => 2 * value / Math.Max(1, RowCount - VariableCount);

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> trial)
    {
        trial.CopyTo(this.trial);
        problem.Residuals(this.trial, trialResiduals);
        double sum = 0;
        foreach (double residual in trialResiduals)
        {
            sum += residual * residual;
        }

        first = double.IsNaN(first) ? 0.5 * sum : first;
        return 0.5 * sum;
    }

    /// <inheritdoc/>
    public override void Accept()
    {
        trial.CopyTo(point, 0);
        trialResiduals.CopyTo(residuals, 0);
    }

    /// <inheritdoc/>
    public override void Differ(ReadOnlySpan<double> near, Span<double> change)
    {
        near.CopyTo(trial);
        problem.Residuals(trial, otherResiduals);
        for (int row = 0; row < change.Length; row++)
        {
            change[row] = otherResiduals[row] - residuals[row];
        }
    }

    /// <inheritdoc/>
    public override void Linearise(LinearisedRows rows)
    {
        rows.Rounding = SquaredEpsilon * first;
        residuals.CopyTo(rows.Residuals);
        problem.Jacobian?.Invoke(point, jacobian);
        for (int parameter = 0; parameter < VariableCount; parameter++)
        {
            Span<double> column = rows.Column(parameter);
            if (problem.Jacobian is null)
            {
                Difference(parameter, column);
                continue;
            }

            for (int row = 0; row < column.Length; row++)
            {
                column[row] = jacobian[row * VariableCount + parameter];
            }
        }
    }

    /// <summary>Differences to either side, or to the side that the bounds leave.</summary>
    private void Difference(int parameter, Span<double> column)
    {
        double here = point[parameter];
        double largest = magnitudes[parameter] = Math.Max(magnitudes[parameter], Math.Abs(here));
        double step = RelativeStep * (largest == 0 ? 1 : Math.Max(Math.Abs(here), SmallestShare * largest));
        double below = Math.Max(here - step, bounds[parameter].Minimum);
        double above = Math.Min(here + step, bounds[parameter].Maximum);
        point.CopyTo(trial, 0);
        trial[parameter] = below;
        problem.Residuals(trial, otherResiduals);
        trial[parameter] = above;
        problem.Residuals(trial, trialResiduals);
        for (int row = 0; row < column.Length; row++)
        {
            column[row] = (trialResiduals[row] - otherResiduals[row]) / (above - below);
        }
    }
}
