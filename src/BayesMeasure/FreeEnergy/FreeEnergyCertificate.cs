using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// All that backs the free energy of one result, as plain text for the supplement of a paper: the number to quote, every
/// estimate with its error, whether they agree, how well the ladder worked, how long it ran, and what is to be warned of.
/// </summary>
[TypeFormatterSource]
public sealed class FreeEnergyCertificate : INotebookView
{
    private readonly Result result;
    private readonly FreeEnergyEstimate[] used;

    private FreeEnergyCertificate(Result result)
    {
        this.result = result;

        // What is left out has no say.
        used = [.. result.FreeEnergies.Where(estimate => estimate.LeftOut is null)];
    }

    /// <summary>
    /// The largest difference of log Z between two of the estimates that are used; null where there are fewer than two.
    /// </summary>
    public double? LargestDifference => used.Length < 2
        ? null
        : used.Max(estimate => estimate.LogEvidence) - used.Min(estimate => estimate.LogEvidence);

    /// <summary>The certificate of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    public static FreeEnergyCertificate Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result);
    }

    /// <summary>The certificate as plain text: the number to quote, the table of all estimates, and what backs them.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Answer =
        [
            $"{result.FreeEnergy}",
            "log Z is the log evidence with all constants of prior and likelihood; the free energy is F = -log Z.",
        ],
        Tables =
        [
            new([ReportColumn.OfText("estimate"), "log Z", "effective sweeps"], [.. result.FreeEnergies.Select(Row)])
            {
                Notes = [.. Notes],
            },
        ],
        Warnings = result.Warnings,
    };

    private IEnumerable<string> Notes =>
    [
        Agreement,
        .. result.FreeEnergies
            .Where(estimate => estimate.Fitness is not null)
            .Select(estimate => $"{estimate.Method}, {estimate.Fitness}."),
        .. result.Report.Statements,
        $"{ChainCount} of {result.Draws.Count} recorded sweeps{Thinned}{(result.IsPartial ? ", cancelled early; " : "; ")}"
            + Invariant($"seed {result.Seed}; {typeof(Result).Assembly.GetName().Name} {Version}."),
        .. result.Draws.Parameters
            .GroupBy(parameter => $"{parameter.BaseName} ~ {parameter.Prior}")
            .Select(group => $"Prior: {group.Key}{(group.Count() == 1 ? "" : $", each of {group.Count()} components")}."),
        .. result.Warnings.Count == 0 ? ["No warnings."] : Array.Empty<string>(),
    ];

    private string ChainCount => result.Draws.Chains == 1 ? "1 chain" : $"{result.Draws.Chains} chains";

    private string Thinned => result.Report.SweepsPerDraw == 1 ? "" : $", one kept of {result.Report.SweepsPerDraw}";

    private static string Version => typeof(Result).Assembly.GetName().Version!.ToString(3);

    private string Agreement => (result.Doubt, LargestDifference) switch
    {
        ({ } doubt, _) => $"UNDECIDED: {doubt}; none is to be quoted.",
        (_, { } difference) =>
            $"Largest difference {ValueWithError.Rounded(difference, 2)}: the estimates agree within their errors.",
        _ => "There is one estimate, with nothing to compare it to.",
    };

    private static ReportCell[] Row(FreeEnergyEstimate estimate) =>
    [
        estimate.Method + (estimate.LeftOut is null ? "" : " (left out)"),
        new ValueWithError(estimate.LogEvidence, estimate.StandardError),
        ReportCell.Fixed(estimate.EffectiveSamples, 0),
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
