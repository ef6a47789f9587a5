using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>A comparison as a page: the decision in words, a table of all models, and what is to be warned of.</summary>
internal static class ComparisonPage
{
    /// <summary>The page.</summary>
    public static ReportPage Of(ModelComparison comparison) => new()
    {
        Answer = comparison.Prior == ModelPrior.Uniform
            ? [comparison.Verdict]
            : [comparison.Verdict, $"Prior over models: {comparison.Prior}."],
        Tables =
        [
            new(
                [
                    ReportColumn.OfText("model"),
                    "F = -log Z",
                    comparison.Reserve is null ? "p(model | data)" : $"p(model | data), {comparison.Reserve}",
                    "68 %",
                ],
                [.. comparison.Models.Select(Row)])
            {
                Notes = [.. Notes(comparison)],
            },
        ],
        Warnings = comparison.FurtherWarnings,
    };

    private static IEnumerable<string> Notes(ModelComparison comparison) =>
        comparison.Neighbours.Any(odds => odds.Fitness.IsUsable)
            ? [$"By insertion: {string.Join("; ", comparison.Neighbours.Where(odds => odds.Fitness.IsUsable))}."]
            : [];

    private static ReportCell[] Row(WeighedModel model)
    {
        FreeEnergyEstimate estimate = model.Result.FreeEnergy;
        Interval interval = model.ProbabilityInterval;
        return
        [
            model.Name,
            new ValueWithError(estimate.FreeEnergy, estimate.StandardError),
            ReportCell.Probability(model.Probability, model.ProbabilityStandardError),
            $"{ReportCell.Probability(interval.Minimum)}..{ReportCell.Probability(interval.Maximum)}",
        ];
    }
}
