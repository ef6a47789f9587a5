using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>Which design makes the true model identifiable, and how well each determines its parameters.</summary>
[TypeFormatterSource]
public sealed class VirtualMeasurementReport : INotebookView
{
    internal VirtualMeasurementReport(
        DesignSeries series,
        IReadOnlyList<string> models,
        string truth,
        double share,
        IReadOnlyList<DesignOutcome> outcomes,
        InferenceException? failure)
    {
        Series = series;
        Models = models;
        Truth = truth;
        Share = share;
        Outcomes = outcomes;
        Failure = failure;
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

    /// <summary>The first failure of a model, which leaves out its design; null where none failed.</summary>
    public InferenceException? Failure { get; }

    /// <summary>Whether it was cancelled or a model failed, so that designs are missing.</summary>
    public bool IsPartial => Outcomes.Count < Series.Designs.Count;

    /// <summary>
    /// The first design for which the true model is selected in at least <see cref="Share"/> of the measurements; null when there
    /// is none.
    /// </summary>
    public DesignOutcome? IdentifiableAt => Outcomes.FirstOrDefault(outcome => outcome.TruthSelected.Value >= Share);

    /// <summary>The answer in a sentence.</summary>
    public string Verdict => IdentifiableAt is { } first
        ? $"{Truth} becomes identifiable at {Series.Quantity} {SettingOf(first)}{Unit}: it is selected in "
            + $"{Percent(first.TruthSelected)} of {first.Answers.Count} measurements.{Missing}"
        : $"{Truth} does not become identifiable: it is selected in at most "
            + $"{Percent(Outcomes.Select(outcome => outcome.TruthSelected).MaxBy(share => share.Value))} of the measurements, "
            + string.Create(CultureInfo.InvariantCulture, $"less than {Share:P0}.")
            + (IsPartial && Failure is null ? " It was cancelled before all designs were asked." : Missing);

    private string Missing => Failure is null
        ? ""
        : $" {Series.Designs.Count - Outcomes.Count} of {Series.Designs.Count} designs are left out, since a model failed: "
            + Failure.Message;

    private string Unit => Series.Unit is null ? "" : $" {Series.Unit}";

    /// <summary>
    /// The answer, then tables of selection, probabilities and posterior widths for each design, as plain text.
    /// </summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Answer = [Verdict],
        Tables =
        [
            new(
                [Quantity, .. Models.Append("undecided").Select(model => (ReportColumn)model)],
                [.. Outcomes.Select(outcome => Row(
                    outcome, outcome.Selected.Append(outcome.Undecided).Select(share => ReportCell.Of(share.WithError))))])
            {
                Title = $"How often a model is selected ({Outcomes[0].Answers.Count} measurements of each design)",
            },
            new(
                [Quantity, .. Models.Select(model => (ReportColumn)model)],
                [.. Outcomes.Select(outcome => Row(
                    outcome,
                    outcome.Probabilities.Select(mean => ReportCell.Probability(mean.Value, mean.StandardError))))])
            {
                Title = "Mean p(model | data)",
            },
            new(
                [ReportColumn.OfText("parameter"), .. Outcomes.Select(outcome => (ReportColumn)SettingOf(outcome))],
                [.. Parameters.Select((parameter, i) => (ReportCell[])
                    [parameter.Name, .. Outcomes.Select(outcome => ReportCell.Of(outcome.Widths[i]))])])
            {
                Title = $"Mean posterior standard deviation, {Truth}, by {Quantity.Text}",
            },
        ],
    };

    private ReportColumn Quantity => new(Series.Quantity, Unit: Series.Unit);

    private static ReportCell[] Row(DesignOutcome outcome, IEnumerable<ReportCell> cells) =>
        [outcome.Design.Setting, .. cells];

    private static string SettingOf(DesignOutcome outcome) => ValueWithError.Rounded(outcome.Design.Setting);

    private static string Percent(SimulatedProbability share) => string.Create(CultureInfo.InvariantCulture, $"{share.Value:P0}");
}
