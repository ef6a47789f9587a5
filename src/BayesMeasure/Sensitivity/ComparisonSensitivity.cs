using BayesMeasure.Comparison;
using BayesMeasure.Reports;

namespace BayesMeasure.Sensitivity;

/// <summary>
/// How much a comparison of models owes to the widths of the priors: log Z of each model, and p(model | data), when each prior is
/// halved or doubled in all models that have it, under the comparison's prior over models; see <see cref="PriorSensitivity"/>.
/// </summary>
[TypeFormatterSource]
public sealed class ComparisonSensitivity : INotebookView
{
    private const double NegligibleProbability = 0.001;

    private readonly ModelComparison comparison;

    private ComparisonSensitivity(ModelComparison comparison, IReadOnlyList<double> factors)
    {
        this.comparison = comparison;
        Comparisons = [..
            from name in comparison.Models.SelectMany(model => PriorSensitivity.NamesOf(model.Result)).Distinct()
            from factor in factors
            select Scale(name, factor)];
    }

    /// <summary>The comparison for every prior and factor: the priors as they first appear, each with all factors.</summary>
    public IReadOnlyList<ScaledComparison> Comparisons { get; }

    /// <summary>Reweights the draws of every model.</summary>
    /// <param name="comparison">What was found.</param>
    /// <param name="factors">What widths are multiplied by; null for <see cref="PriorSensitivity.UsualFactors"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not above 0 and finite.</exception>
    public static ComparisonSensitivity Of(ModelComparison comparison, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(comparison, factors ?? PriorSensitivity.UsualFactors);
    }

    /// <summary>
    /// Two tables in plain text, of the changes of log Z and of p(model | data), and why some could not be had.
    /// </summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new() { Tables = [Changes, Probabilities] };

    private string[] Refusals =>
        [.. Comparisons.SelectMany(row => row.Evidences).Select(evidence => evidence.Refusal).OfType<string>().Distinct()];

    private ReportTable Changes
    {
        get
        {
            string[] refusals = Refusals;
            return new(
                Columns("change of log Z"),
                [.. Comparisons.Select(row => Row(row, row.Evidences.Select(evidence => Change(evidence, refusals))))]);
        }
    }

    private ReportTable Probabilities => new(
        Columns("p(model | data)"),
        [
            ["as given", "", .. comparison.Models.Select(model => ReportCell.Probability(model.Probability))],
            .. Comparisons.Select(row => Row(row, row.Probabilities.Select(value => ReportCell.Probability(value)))),
        ])
    {
        Notes = [.. Refusals.Select((reason, index) => $"({index + 1}) {reason}")],
    };

    private ReportColumn[] Columns(string title) =>
    [
        ReportColumn.OfText(title),
        ReportColumn.OfText("width"),
        .. comparison.Models.Select(model => (ReportColumn)model.Name),
    ];

    private static ReportCell[] Row(ScaledComparison row, IEnumerable<ReportCell> cells) =>
        [row.Name, PriorSensitivity.Width(row.Factor), .. cells];

    private static ReportCell Change(ScaledEvidence evidence, string[] refusals) =>
        evidence.Refusal is { } reason ? $"({Array.IndexOf(refusals, reason) + 1})" : $"{evidence}";

    private ScaledComparison Scale(string name, double factor)
    {
        ScaledEvidence[] evidences =
            [.. comparison.Models.Select(model => new PriorReweighting(model.Result, name, factor).Evidence())];
        double[] probabilities = [.. evidences.Select(_ => double.NaN)];
        double[] errors = [.. probabilities];
        double lost = comparison.Models.Zip(evidences)
            .Where(pair => pair.Second.FreeEnergy is null)
            .Sum(pair => pair.First.Probability);
        if (lost < NegligibleProbability)
        {
            int[] known = [.. Enumerable.Range(0, evidences.Length).Where(k => evidences[k].FreeEnergy is not null)];
            EvidenceErrors scaled = comparison.Evidence.Errors.Widened(known, k => evidences[k].FreeEnergy!.StandardError);
            double[] normalised = ProbabilityErrors.Probabilities([.. known.Select(
                k => Math.Log(comparison.Models[k].PriorProbability) + evidences[k].FreeEnergy!.LogEvidence)]);
            for (int i = 0; i < known.Length; i++)
            {
                probabilities[known[i]] = normalised[i];
                errors[known[i]] = ProbabilityErrors.StandardError(normalised, scaled, i);
            }
        }

        return new(name, factor) { Evidences = evidences, Probabilities = probabilities, ProbabilityStandardErrors = errors };
    }
}
