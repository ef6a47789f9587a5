using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// Least squares by Levenberg and Marquardt's method: the best fit near a start, of a posterior with exact derivatives and its
/// priors, or of residuals of one's own.
/// </summary>
/// <remarks>
/// The fit of a posterior is the nearest mode of its density in the explored coordinates, ln L + sum of ln p(u): uniform and
/// log-uniform priors are bounds, a normal or log-normal one is a measurement of its parameter, and any other takes part with its
/// slope and curvature. Counts and Student's t are reweighted in every iteration, and an unknown level of noise is at its optimum
/// for the curve. Where there are several minima, the start decides which is found.
/// </remarks>
/// <param name="options">When to stop; by default <see cref="LeastSquaresOptions"/> as they are made.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class LeastSquares(LeastSquaresOptions? options = null)
{
    private readonly LeastSquaresOptions options = Valid(options ?? new());

    /// <summary>Fits a posterior, or the posteriors of several measurements together.</summary>
    /// <param name="target">What explains measured curves.</param>
    /// <param name="start">
    /// Where to start, by name: each unknown, within its prior. What the noise alone reads may be left out.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The target explains no measured curve, or has an indicator; a start is missing, unknown, or outside of its prior; the
    /// likelihood is 0 at the start; a derivative is not a number, with the parameter and the point.
    /// </exception>
    public LeastSquaresFit Fit(ITarget target, IReadOnlyDictionary<string, double> start)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(start);
        var fit = PosteriorFit.Of(target, options);
        double[] values = FitStart.Of(target, fit.Curves, start);
        fit.Run(values);
        RequirePossible(fit, target);
        return FitDescription.Of(fit, target);
    }

    /// <summary>Fits residuals.</summary>
    /// <param name="problem">The residuals.</param>
    /// <param name="start">Where to start, by name: each parameter, within its bounds.</param>
    /// <exception cref="ArgumentException">
    /// The problem is not valid; a start is missing, unknown, or outside of its bounds; a residual or a derivative is not a
    /// number, with its position and the parameter.
    /// </exception>
    public LeastSquaresFit Fit(ResidualProblem problem, IReadOnlyDictionary<string, double> start)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(start);
        problem.RequireValid();
        var rows = new ResidualRows(problem);
        var method = new LevenbergMarquardt(rows, rows.VariableCount, options);
        method.Minimise(FitStart.Of(problem, start));
        RequirePossible(method, rows, problem);
        return FitDescription.Of(method, problem);
    }

    private static LeastSquaresOptions Valid(LeastSquaresOptions options)
    {
        options.RequireValid();
        return options;
    }

    private static void RequirePossible(PosteriorFit fit, ITarget target)
    {
        if (!double.IsFinite(fit.Method.Value))
        {
            throw new ArgumentException(target.FaultAt(fit.Rows.Values)
                ?? "The likelihood is 0, or not a number, at the start. Start where the model can explain the data.");
        }

        if (fit.Method.Fault is (int row, int variable))
        {
            (int curve, int point) = fit.Rows.PlaceOf(row);
            string derivative = variable < 0
                ? "The slope of the log likelihood"
                : $"The derivative with respect to '{target.Parameters[fit.Rows.UnknownOf(variable)].Name}'";
            double x = target.Curves[curve].Measurement.X[point];
            throw new ArgumentException(FormattableString.Invariant(
                $"{derivative} is not a finite number at x = {x:R}, point {point + 1}, ")
                + $"of the measurement '{target.Curves[curve].Name}'. Bound parameters by their priors, or start elsewhere.");
        }
    }

    private static void RequirePossible(LevenbergMarquardt method, ResidualRows rows, ResidualProblem problem)
    {
        if (!double.IsFinite(method.Value))
        {
            double[] residuals = [.. rows.Residuals];
            int position = Array.FindIndex(residuals, residual => !double.IsFinite(residual));
            throw new ArgumentException(FormattableString.Invariant(
                $"Residual {position + 1} of {problem.Count} is not a finite number at the start. ")
                + "Start elsewhere, or correct the residuals.");
        }

        if (method.Fault is (int row, int variable))
        {
            throw new ArgumentException(
                $"The derivative of residual {row + 1} of {problem.Count} with respect to "
                + $"'{problem.ParameterNames[Math.Max(0, variable)]}' is not a finite number. "
                + "Bound the parameter, or correct the derivative.");
        }
    }
}
