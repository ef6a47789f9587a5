using BayesMeasure.Posteriors;

namespace BayesMeasure.Experiments;

/// <summary>What one simulated measurement says.</summary>
/// <param name="Best">The name of the most probable model.</param>
/// <param name="Selected">
/// The name of the model that the comparison selects, with at least <see cref="VirtualMeasurementOptions.LeastProbability"/>;
/// null when it is undecided.
/// </param>
/// <param name="Probabilities">p(model | data), one for each candidate.</param>
/// <param name="Parameters">The parameters of the true model, its equal components in order.</param>
/// <param name="Means">Their posterior means under the true model, whether or not that model was selected.</param>
/// <param name="StandardDeviations">Their posterior standard deviations under the true model.</param>
internal sealed record SimulatedAnswer(
    string Best,
    string? Selected,
    IReadOnlyList<double> Probabilities,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<double> Means,
    IReadOnlyList<double> StandardDeviations);
