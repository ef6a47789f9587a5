using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Sensitivity;

/// <summary>
/// How much a free energy owes to the widths of the priors: log Z when each of them is halved or doubled, found by reweighting
/// the draws where that can be trusted. A conclusion that turns with the width of a prior rests on that prior.
/// </summary>
[TypeFormatterSource]
public sealed class PriorSensitivity : INotebookView
{
    private PriorSensitivity(IReadOnlyList<ScaledEvidence> evidences) => Evidences = evidences;

    /// <summary>By how much widths are multiplied unless one asks for something else: halved and doubled.</summary>
    public static IReadOnlyList<double> UsualFactors { get; } = [0.5, 2];

    /// <summary>log Z for every prior and factor: the priors in the order of the target, each with all factors.</summary>
    public IReadOnlyList<ScaledEvidence> Evidences { get; }

    /// <summary>Reweights the draws of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    /// <param name="factors">What widths are multiplied by; null for <see cref="UsualFactors"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not above 0 and finite.</exception>
    public static PriorSensitivity Of(Result result, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new([..
            from name in NamesOf(result)
            from factor in factors ?? UsualFactors
            select new PriorReweighting(result, name, factor).Evidence()]);
    }

    /// <summary>A table in plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    internal static IEnumerable<string> NamesOf(Result result) =>
        result.Draws.Parameters.Select(parameter => parameter.BaseName).Distinct();

    internal static string Width(double factor) => $"x {ValueWithError.Rounded(factor, 4)}";

    private ReportPage Page => new()
    {
        Tables =
        [
            new(
                [ReportColumn.OfText("prior"), ReportColumn.OfText("width"), "change of log Z", "log Z"],
                [.. Evidences.Select(Row)]),
        ],
    };

    private static ReportCell[] Row(ScaledEvidence evidence) =>
    [
        evidence.Name,
        Width(evidence.Factor),
        evidence.ToString(),
        evidence.FreeEnergy is { } estimate ? new ValueWithError(estimate.LogEvidence, estimate.StandardError) : "",
    ];
}
