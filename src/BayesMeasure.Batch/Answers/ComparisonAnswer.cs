using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Summaries;

namespace BayesMeasure.Batch.Answers;

/// <summary>What is kept of a comparison: the numbers that a table has room for.</summary>
internal static class ComparisonAnswer
{
    /// <summary>The answer of a comparison whose models were all answered.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="draws">How many draws of each model are kept at most; 0 for none.</param>
    public static IReadOnlyList<CandidateAnswer> Of(ModelComparison comparison, int draws = 0)
    {
        IReadOnlyList<string> warnings = comparison.Warnings;
        return [.. comparison.Models.Select(model => Of(
            model, ReferenceEquals(model, comparison.Selected), WarningsOf(model, comparison, warnings), draws))];
    }

    private static CandidateAnswer Of(WeighedModel model, bool isSelected, IReadOnlyList<string> warnings, int draws) => new(
        model.Name,
        model.Components,
        model.Result.FreeEnergy.LogEvidence,
        model.Result.FreeEnergy.StandardError,
        DisagreementOf(model.Result.FreeEnergies),
        model.Probability,
        model.ProbabilityInterval.Minimum,
        model.ProbabilityInterval.Maximum)
    {
        IsSelected = isSelected,
        Parameters =
        [
            .. model.Result.Summary.Parameters.Select(parameter => new ParameterAnswer(
                parameter.Name,
                parameter.Mean,
                parameter.StandardDeviation,
                parameter.Quantile05,
                parameter.Median,
                parameter.Quantile95)),
        ],
        Warnings = warnings,
        Draws = draws > 0 ? CandidateDraws.Of(model.Result, draws) : null,
    };

    private static double? DisagreementOf(IReadOnlyList<FreeEnergyEstimate> estimates)
    {
        double[] used = [.. estimates.Where(estimate => estimate.Fitness is null or { IsUsable: true })
            .Select(estimate => estimate.LogEvidence)];
        return used.Length > 1 ? used.Max() - used.Min() : null;
    }

    /// <summary>
    /// A warning begins with the name of its model; one that does not is of the comparison, and told beside the best.
    /// </summary>
    private static string[] WarningsOf(WeighedModel model, ModelComparison comparison, IReadOnlyList<string> warnings) =>
    [
        .. warnings.Where(warning => IsOf(warning, model)
            || (ReferenceEquals(model, comparison.Best) && !comparison.Models.Any(other => IsOf(warning, other)))),
    ];

    private static bool IsOf(string warning, WeighedModel model) =>
        warning.StartsWith($"{model.Name}: ", StringComparison.Ordinal);
}
