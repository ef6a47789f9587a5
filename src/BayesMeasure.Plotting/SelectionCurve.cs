using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting;

/// <summary>The probability to select a model along some quantity: by formula, and in places by simulation.</summary>
/// <param name="Name">What stands in the legend.</param>
/// <param name="X">The quantity.</param>
/// <param name="Probabilities">The probability by formula, one for each value.</param>
/// <param name="Simulated">Values with what was counted there; none by default.</param>
public sealed record SelectionCurve(
    string Name,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Probabilities,
    params IReadOnlyList<(double X, SimulatedProbability Probability)> Simulated);
