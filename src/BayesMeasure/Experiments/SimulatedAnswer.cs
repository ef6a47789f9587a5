using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>What one simulated measurement says.</summary>
/// <param name="Best">The name of the most probable model.</param>
/// <param name="Selected">
/// The name of the model that the comparison selects, with at least <see cref="VirtualMeasurementOptions.LeastProbability"/>;
/// null when it is undecided.
/// </param>
/// <param name="Probabilities">p(model | data), one for each candidate.</param>
/// <param name="TrueModel">
/// The posterior of the true model's parameters, its equal components in order, whether or not that model was selected.
/// </param>
public sealed record SimulatedAnswer(
    string Best, string? Selected, IReadOnlyList<double> Probabilities, IReadOnlyList<ParameterSummary> TrueModel);
