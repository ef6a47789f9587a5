using BayesMeasure.Diagnostics;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Summaries;

/// <summary>The posterior of one parameter in numbers.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Mean">The posterior mean.</param>
/// <param name="StandardDeviation">The posterior standard deviation.</param>
/// <param name="Quantile05">The 5 % quantile.</param>
/// <param name="Median">The 50 % quantile.</param>
/// <param name="Quantile95">The 95 % quantile.</param>
/// <param name="MaximumAPosteriori">Its value in the draw of the highest posterior density: one point, not a summary.</param>
/// <param name="Convergence">How far the numbers can be trusted.</param>
public sealed record ParameterSummary(
    Parameter Parameter,
    double Mean,
    double StandardDeviation,
    double Quantile05,
    double Median,
    double Quantile95,
    double MaximumAPosteriori,
    ConvergenceDiagnostics Convergence);
