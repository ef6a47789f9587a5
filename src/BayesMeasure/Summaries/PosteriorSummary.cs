using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>The posterior in numbers: every parameter, with label switching between equal components resolved.</summary>
[TypeFormatterSource]
public sealed record PosteriorSummary : INotebookView
{
    private PosteriorSummary(Draws draws, string? orderedBy, IReadOnlyList<QuantitySummary> parameters)
    {
        Draws = draws;
        OrderedBy = orderedBy;
        Parameters = parameters;
    }

    /// <summary>The draws that are summarised, with their components in order.</summary>
    public Draws Draws { get; }

    /// <summary>The parameter by which components were ordered within each draw; null when nothing was ordered.</summary>
    public string? OrderedBy { get; }

    /// <summary>The parameters, in the order of the target, that of <see cref="Draws.Parameters"/>.</summary>
    public IReadOnlyList<QuantitySummary> Parameters { get; }

    /// <summary>
    /// The parameters whose chains disagree: R-hat above 1.05, where 1.01 is the usual demand. Their numbers are not to be
    /// quoted. One sentence each; empty when there are none.
    /// </summary>
    public IEnumerable<string> Warnings => Parameters
        .Where(summary => summary.Convergence.RHat > ConvergenceDiagnostics.HighestRHat)
        .Select(summary => string.Create(
            CultureInfo.InvariantCulture,
            $"The chains disagree about {summary.Name} (R-hat = {summary.Convergence.RHat:F2}): use more sweeps."));

    /// <summary>The posterior of one unknown.</summary>
    /// <param name="name">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public QuantitySummary this[string name] => Parameters[Draws.PositionOf(name)];

    /// <summary>Summarises draws with their components in order.</summary>
    internal static PosteriorSummary Of(OrderedDraws ordered) => new(
        ordered.Draws,
        ordered.OrderedBy,
        [.. ordered.Draws.Parameters.Select((parameter, position) => Summarise(parameter, ordered.Draws, position))]);

    private static QuantitySummary Summarise(Parameter parameter, Draws draws, int position) =>
        QuantitySummary.Of(draws, parameter.Name, draws.Of(position)) with { Unit = parameter.Unit };

    /// <summary>A table in plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Tables =
        [
            QuantityTable.Of(
                ["parameter"],
                [.. Parameters.Select(item => (new[] { item.Name }, item))]) with
            {
                Notes = OrderedBy is null
                    ? []
                    : [$"Components are interchangeable; in each draw they were ordered by {OrderedBy}."],
            },
        ],
        Warnings = [.. Warnings],
    };
}
