using BayesMeasure.Comparison;

namespace GpuBatch;

/// <summary>How many peaks a spectrum has: what is kept of the comparison, which would keep all draws.</summary>
/// <param name="Spectrum">The number of the spectrum, from 0: the seed of its noise.</param>
/// <param name="Evidences">The evidence of each number of peaks, which are equally probable beforehand.</param>
/// <param name="Best">The position of the most probable number of peaks; null where one has no log Z.</param>
/// <param name="IsDecided">Whether the best is selected: the data tell it from every other.</param>
public sealed record SpectrumAnswer(int Spectrum, IReadOnlyList<Evidence> Evidences, int? Best, bool IsDecided)
{
    /// <summary>What is kept of a comparison.</summary>
    public static SpectrumAnswer Of(ComparisonRun run)
    {
        ModelComparison? comparison = run.Comparison;
        Evidence[] evidences = [.. run.Runs.Select((one, model) => Evidence.Of(one, comparison?.Models[model].Probability))];
        int? best = comparison is null || evidences.Any(evidence => double.IsNaN(evidence.LogEvidence))
            ? null
            : comparison.Models.Index().Single(model => ReferenceEquals(model.Item, comparison.Best)).Index;
        return new(run.Index, evidences, best, best is not null && comparison!.IsDecided);
    }
}
