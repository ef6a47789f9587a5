namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The damped step that ends at the bounds: where it would cross one it is held there, and the other variables are solved for
/// anew, until none crosses. To cut the step short instead would leave the others with steps that count on what was cut.
/// </summary>
/// <param name="problem">Whose variables have bounds.</param>
/// <param name="factor">The linearised problem.</param>
/// <param name="mostVariables">The most variables that the problem will have.</param>
internal sealed class StepWithinBounds(RowProblem problem, OrthogonalFactor factor, int mostVariables)
{
    private readonly bool[] held = new bool[mostVariables];

    /// <summary>Whether something is held at a bound in the last step.</summary>
    public bool Holds => held.Contains(true);

    /// <summary>Solves for the step.</summary>
    /// <param name="damping">lambda.</param>
    /// <param name="active">The variables that may move.</param>
    /// <param name="point">Where the step begins, one element a variable.</param>
    /// <param name="step">Is given one element an active variable.</param>
    public void Solve(double damping, ReadOnlySpan<int> active, ReadOnlySpan<double> point, Span<double> step)
    {
        Array.Clear(held);
        do
        {
            factor.Solve(damping, held, step);
        }
        while (HoldCrossing(active, point, step));
    }

    /// <summary>
    /// The step that residuals of their own would have at the same damping; what is held at a bound does not move.
    /// </summary>
    /// <param name="damping">lambda.</param>
    /// <param name="residuals">One element a row.</param>
    /// <param name="step">Is given one element an active variable.</param>
    public void Bend(double damping, ReadOnlySpan<double> residuals, Span<double> step)
    {
        step.Clear();
        factor.Solve(damping, residuals, held, step);
    }

    /// <summary>Holds what crosses a bound, at that bound; false where nothing did.</summary>
    private bool HoldCrossing(ReadOnlySpan<int> active, ReadOnlySpan<double> point, Span<double> step)
    {
        bool crosses = false;
        for (int i = 0; i < active.Length; i++)
        {
            double from = point[active[i]];
            (double low, double high) = problem.Limits(active[i], from);
            if (held[i] || from + step[i] < low || from + step[i] > high)
            {
                crosses |= !held[i];
                step[i] = Math.Clamp(from + step[i], low, high) - from;
                held[i] = true;
            }
        }

        return crosses;
    }
}
