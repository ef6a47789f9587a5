using BayesMeasure.Measurements;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>A sum of squares of one's own: sum of r_i(p)^2, to be made as small as possible.</summary>
/// <param name="ParameterNames">The names of the parameters p, in the order in which the residuals read them: each once.</param>
/// <param name="Count">The number of residuals: at least 1.</param>
/// <param name="Residuals">
/// Computes the residuals r, in units of one standard deviation each, or all in one unit where that is not known. It is called by
/// one thread, and must write every residual. NaN and infinity mark parameters that are impossible.
/// </param>
/// <example>
/// <code>
/// var decay = new ResidualProblem(["amplitude", "rate"], t.Length, (p, r) =>
/// {
///     for (int i = 0; i &lt; t.Length; i++)
///     {
///         r[i] = y[i] - p[0] * Math.Exp(-p[1] * t[i]);
///     }
/// });
/// var start = new Dictionary&lt;string, double&gt; { ["amplitude"] = 1, ["rate"] = 0.1 };
/// LeastSquaresFit fit = new LeastSquares().Fit(decay, start);
/// </code>
/// </example>
public sealed record ResidualProblem(IReadOnlyList<string> ParameterNames, int Count, VectorFunction Residuals)
{
    /// <summary>
    /// Computes the derivatives of the residuals, row by row: dr_i / dp_j is element i * P + j of P parameters. Without it, the
    /// default, residuals are differenced, at two more evaluations a parameter.
    /// </summary>
    public VectorFunction? Jacobian { get; init; }

    /// <summary>Between which numbers a parameter must stay, by name; a parameter that is not named may be any number.</summary>
    public IReadOnlyDictionary<string, Interval> Bounds { get; init; } = new Dictionary<string, Interval>();

    internal void RequireValid()
    {
        if (ParameterNames.Count == 0 || ParameterNames.Distinct().Count() < ParameterNames.Count)
        {
            throw new ArgumentException(
                $"Residuals need parameters, each with a name of its own, but these are: {string.Join(", ", ParameterNames)}.");
        }

        if (Count < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(Count), Count, "There must be one residual at least.");
        }

        foreach ((string name, Interval bounds) in Bounds)
        {
            if (!ParameterNames.Contains(name) || !(bounds.Minimum < bounds.Maximum))
            {
                throw new ArgumentException(ParameterNames.Contains(name)
                    ? FormattableString.Invariant($"The bounds of '{name}' must rise: {bounds.Minimum} .. {bounds.Maximum}.")
                    : $"There are bounds for '{name}', which is no parameter: {string.Join(", ", ParameterNames)}.");
            }
        }
    }
}

/// <summary>Several functions of several numbers.</summary>
/// <param name="parameters">The numbers.</param>
/// <param name="values">Is given the functions' values; every element must be written.</param>
public delegate void VectorFunction(ReadOnlySpan<double> parameters, Span<double> values);
