using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>The posterior in numbers: every parameter, with label switching between equal components resolved.</summary>
[TypeFormatterSource]
public sealed record PosteriorSummary : INotebookView
{
    private readonly OrderedDraws ordered;

    private PosteriorSummary(OrderedDraws ordered, IReadOnlyList<QuantitySummary> parameters)
    {
        this.ordered = ordered;
        Parameters = parameters;
    }

    /// <summary>The draws that are summarised, with their components in order.</summary>
    public Draws Draws => ordered.Draws;

    /// <summary>
    /// The parameter by which components were ordered within each draw, or several with commas between them where there are
    /// components of several kinds; null when nothing was ordered by a parameter.
    /// </summary>
    public string? OrderedBy => ordered.OrderedBy;

    /// <summary>
    /// How equal components were told apart, one sentence each: by which parameter, by relabelling each draw as a whole where no
    /// parameter parts them, and which cannot be told apart. Empty where no components are interchangeable.
    /// </summary>
    public IReadOnlyList<string> Notes => ordered.Notes;

    /// <summary>The parameters, in the order of the target, that of <see cref="Draws.Parameters"/>.</summary>
    public IReadOnlyList<QuantitySummary> Parameters { get; }

    /// <summary>
    /// The parameters whose chains disagree, R-hat above 1.05, where 1.01 is the usual demand, so that their numbers are not to
    /// be quoted; and those of fewer than 100 effective draws. One sentence each; empty when there are none. Components that
    /// cannot be told apart are spoken of together.
    /// </summary>
    public IEnumerable<string> Warnings =>
        ConvergenceWarnings.Of(ordered, [.. Parameters.Select(parameter => parameter.Convergence)]);

    /// <summary>The posterior of one unknown.</summary>
    /// <param name="name">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public QuantitySummary this[string name] => Parameters[Draws.PositionOf(name)];

    /// <summary>Summarises draws with their components in order.</summary>
    internal static PosteriorSummary Of(OrderedDraws ordered) => new(
        ordered,
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
                Notes = Notes,
            },
        ],
        Warnings = [.. Warnings],
    };
}
