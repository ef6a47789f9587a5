namespace BayesMeasure.Inference;

/// <summary>
/// A mode of the posterior that a search found and the draws missed. How much of the posterior it holds, the run does not know:
/// log Z may be too low by any amount.
/// </summary>
/// <param name="Point">A point in the mode: one value a parameter.</param>
/// <param name="LogLikelihood">The log likelihood there.</param>
/// <param name="LogDensityExcess">By how much the log posterior density there exceeds the highest of all draws.</param>
public sealed record HiddenMode(IReadOnlyList<double> Point, double LogLikelihood, double LogDensityExcess);
