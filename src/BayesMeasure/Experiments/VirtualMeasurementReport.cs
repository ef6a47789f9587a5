using System.Globalization;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>Which design makes the true model identifiable, and how well each determines its parameters.</summary>
public sealed class VirtualMeasurementReport
{
    internal VirtualMeasurementReport(
        DesignSeries series, IReadOnlyList<string> models, string truth, double share, IReadOnlyList<DesignOutcome> outcomes)
    {
        Series = series;
        Models = models;
        Truth = truth;
        Share = share;
        Outcomes = outcomes;
    }

    /// <summary>The designs that were asked about.</summary>
    public DesignSeries Series { get; }

    /// <summary>The names of the candidates.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>The name of the true model.</summary>
    public string Truth { get; }

    /// <summary>The share of measurements that must select the true model for it to be identifiable.</summary>
    public double Share { get; }

    /// <summary>What the simulated measurements say, design by design.</summary>
    public IReadOnlyList<DesignOutcome> Outcomes { get; }

    /// <summary>The parameters of the true model.</summary>
    public IReadOnlyList<Parameter> Parameters => Outcomes[0].Answers[0].Parameters;

    /// <summary>Whether it was cancelled, so that designs are missing.</summary>
    public bool IsPartial => Outcomes.Count < Series.Designs.Count;

    /// <summary>
    /// The first design for which the true model is selected in at least <see cref="Share"/> of the measurements; null when there
    /// is none.
    /// </summary>
    public DesignOutcome? IdentifiableAt => Outcomes.FirstOrDefault(outcome => outcome.TruthSelected.Value >= Share);

    /// <summary>The answer in a sentence.</summary>
    public string Verdict => IdentifiableAt is { } first
        ? $"{Truth} becomes identifiable at {Series.Quantity} {SettingOf(first)}{Unit}: it is selected in "
            + $"{Percent(first.TruthSelected)} of {first.Answers.Count} measurements."
        : $"{Truth} does not become identifiable: it is selected in at most "
            + $"{Percent(Outcomes.Select(outcome => outcome.TruthSelected).MaxBy(share => share.Value))} of the measurements, "
            + string.Create(CultureInfo.InvariantCulture, $"less than {Share:P0}.")
            + (IsPartial ? " It was cancelled before all designs were asked." : "");

    private string Unit => Series.Unit is null ? "" : $" {Series.Unit}";

    /// <summary>Tables in plain text: selection, probabilities and posterior widths for each design, and the answer.</summary>
    public override string ToString()
    {
        string[] lines =
        [
            $"How often a model is selected ({Outcomes[0].Answers.Count} measurements of each design)",
            Row(Series.Quantity, [.. Models, "undecided"]),
            .. Outcomes.Select(outcome => Row(SettingOf(outcome), [.. outcome.Selected.Append(outcome.Undecided)
                .Select(share => WithError(share.Value, share.StandardError))])),
            "Mean p(model | data)",
            Row(Series.Quantity, [.. Models]),
            .. Outcomes.Select(outcome => Row(SettingOf(outcome), [.. outcome.Probabilities
                .Select(mean => WithError(mean.Value, mean.StandardError))])),
            $"Mean posterior standard deviation, {Truth}",
            Row("parameter", [.. Outcomes.Select(SettingOf)]),
            .. Parameters.Select((parameter, i) => Row(parameter.Name, [.. Outcomes.Select(outcome =>
                string.Create(CultureInfo.InvariantCulture, $"{outcome.Widths[i].Value:G4}"))])),
            Verdict,
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string SettingOf(DesignOutcome outcome) => outcome.Design.Setting.ToString("G6", CultureInfo.InvariantCulture);

    private static string Percent(SimulatedProbability share) => string.Create(CultureInfo.InvariantCulture, $"{share.Value:P0}");

    private static string WithError(double value, double error) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:F3} +- {error:F3}");

    private static string Row(string first, IEnumerable<string> cells) =>
        $"{first,-18}{string.Concat(cells.Select(cell => $" {cell,16}"))}";
}
