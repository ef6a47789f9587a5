using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>What the simulated measurements of one design say.</summary>
public sealed class DesignOutcome
{
    internal DesignOutcome(
        MeasurementDesign design, IReadOnlyList<string> models, string truth, IReadOnlyList<SimulatedAnswer> answers)
    {
        Design = design;
        Answers = answers;
        Selected = [.. models.Select(model =>
            new SimulatedProbability(answers.Count(answer => answer.Selected == model), answers.Count))];
        Undecided = new(answers.Count(answer => answer.Selected is null), answers.Count);
        TruthSelected = Selected[models.ToList().IndexOf(truth)];
        Probabilities = [.. models.Select((_, k) => MeanOf([.. answers.Select(answer => answer.Probabilities[k])]))];
        Widths = [.. answers[0].StandardDeviations.Select((_, i) =>
            MeanOf([.. answers.Select(answer => answer.StandardDeviations[i])]))];
    }

    /// <summary>The design.</summary>
    public MeasurementDesign Design { get; }

    /// <summary>How often each candidate is selected, in the order of the family.</summary>
    public IReadOnlyList<SimulatedProbability> Selected { get; }

    /// <summary>How often the true model is selected.</summary>
    public SimulatedProbability TruthSelected { get; }

    /// <summary>How often no model is.</summary>
    public SimulatedProbability Undecided { get; }

    /// <summary>The mean of p(model | data) of each candidate; its error is that of the scatter between measurements.</summary>
    public IReadOnlyList<ValueWithError> Probabilities { get; }

    /// <summary>
    /// The mean posterior standard deviation of each parameter of the true model, in the order of
    /// <see cref="VirtualMeasurementReport.Parameters"/>.
    /// </summary>
    public IReadOnlyList<ValueWithError> Widths { get; }

    /// <summary>What each simulated measurement says.</summary>
    internal IReadOnlyList<SimulatedAnswer> Answers { get; }

    /// <summary>The mean of independent values and its standard error, from their scatter: NaN for a single one.</summary>
    private static ValueWithError MeanOf(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double square = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, Math.Sqrt(square / (values.Count - 1.0) / values.Count));
    }
}
