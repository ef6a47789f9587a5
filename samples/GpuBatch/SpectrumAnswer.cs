using BayesMeasure.Comparison;

namespace GpuBatch;

/// <summary>How many peaks a spectrum has, by the rules of <see cref="ModelComparison"/>, which would keep all draws.</summary>
/// <param name="Spectrum">The number of the spectrum, from 0: the seed of its noise.</param>
/// <param name="Evidences">The evidence of each number of peaks, which are equally probable beforehand.</param>
public sealed record SpectrumAnswer(int Spectrum, IReadOnlyList<Evidence> Evidences)
{
    /// <summary>The probability of each number of peaks; NaN where one has no log Z.</summary>
    public IReadOnlyList<double> Probabilities { get; } = Weigh([.. Evidences.Select(evidence => evidence.LogEvidence)]);

    /// <summary>The position of the most probable number of peaks; null where one has no log Z.</summary>
    public int? Best { get; } = Evidences.Any(evidence => double.IsNaN(evidence.LogEvidence))
        ? null
        : Enumerable.Range(0, Evidences.Count).MaxBy(model => Evidences[model].LogEvidence);

    /// <summary>
    /// Whether the best is selected: it is ahead of every other by two standard errors, the estimators agree about the best two,
    /// and nothing is missing anywhere.
    /// </summary>
    public bool IsDecided { get; } = Decide([.. Evidences.OrderByDescending(evidence => evidence.LogEvidence)]);

    private static double[] Weigh(double[] logEvidences)
    {
        double highest = logEvidences.Max();
        double sum = logEvidences.Sum(value => Math.Exp(value - highest));
        return [.. logEvidences.Select(value => Math.Exp(value - highest) / sum)];
    }

    private static bool Decide(Evidence[] ranked) =>
        ranked.All(evidence => evidence.Fault is null)
        && ranked.Take(2).All(evidence => evidence.EstimatesAgree)
        && ranked.Skip(1).All(other => IsAhead(ranked[0], other));

    private static bool IsAhead(Evidence best, Evidence other)
    {
        double gap = best.LogEvidence - other.LogEvidence;
        double error = Math.Sqrt(best.StandardError * best.StandardError + other.StandardError * other.StandardError);
        return gap > 0 && gap >= ModelComparison.DecisionSigmas * error;
    }
}
