using BayesMeasure.Criticism;

namespace BayesMeasure.Comparison;

/// <summary>What speaks against every probability of a comparison, however far apart its free energies are.</summary>
internal static class ComparisonObjection
{
    /// <summary>The objection, as a sentence or two; null when there is none.</summary>
    public static string? To(ModelComparison comparison) =>
        ToLevels(comparison) ?? ToFit(comparison) ?? ToNextLarger(comparison) ?? ToLargest(comparison);

    private static string? ToLevels(ModelComparison comparison) => comparison.LevelWarnings is [var first, ..] ? first : null;

    private static string? ToFit(ModelComparison comparison)
    {
        CriticismFinding? finding = Objection(comparison.Best);
        if (finding is null)
        {
            return null;
        }

        bool isOfAll = finding.Kind == FindingKind.Misfit && comparison.Models.Count > 1
            && comparison.Models.All(model => Objection(model) is not null);
        return (isOfAll ? "No model that was tried describes the data. " : "") + $"{comparison.Best.Name}: {finding}"
            + string.Concat(comparison.Best.Findings.Where(hint => IsHint(hint) && hint != finding).Select(hint => $" {hint}"));
    }

    private static CriticismFinding? Objection(ComparedModel model) =>
        model.Findings.FirstOrDefault(finding => finding.IsObjection);

    /// <summary>What a misfit may come from.</summary>
    private static bool IsHint(CriticismFinding finding) =>
        finding.Kind is FindingKind.Dips or FindingKind.Rising or FindingKind.SwappedColumns;

    private static string? ToNextLarger(ModelComparison comparison) =>
        comparison.Stuck.FirstOrDefault(stuck => stuck.Smaller == comparison.Best.Name)?.Text;

    /// <summary>Where not even the run of the largest can be relied on, more components are not the advice.</summary>
    private static string? ToLargest(ModelComparison comparison)
    {
        if (comparison.Best.Doubt is not null)
        {
            return null;
        }

        int[] tried = [.. comparison.Models.Select(model => model.Components).OfType<int>().Distinct()];
        return !comparison.IsLimited && tried.Length > 1 && comparison.Best.Components == tried.Max()
            ? $"{comparison.Best.Name} is the largest number that was tried: try more, or say that no more are possible "
                + "(isLimited; on a command line --limited)."
            : null;
    }
}
