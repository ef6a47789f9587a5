using BayesMeasure.Comparison;

namespace GpuBatch;

/// <summary>How many peaks one spectrum has: the rules are those of <see cref="ModelComparison"/>, which would keep all draws.</summary>
/// <param name="Spectrum">The number of the spectrum, from 0: the seed of its noise.</param>
/// <param name="Evidences">The evidence of each number of peaks, which are equally probable beforehand.</param>
public sealed record SpectrumAnswer(int Spectrum, IReadOnlyList<Evidence> Evidences)
{
    /// <summary>The probability of each number of peaks; NaN where a run failed.</summary>
    public IReadOnlyList<double> Probabilities { get; } = Weigh([.. Evidences.Select(evidence => evidence.LogEvidence)]);

    /// <summary>The position of the number of peaks that is selected; null where that is undecided.</summary>
    public int? Selected { get; } = Select(Evidences);

    private static double[] Weigh(double[] logEvidences)
    {
        double highest = logEvidences.Max();
        double sum = logEvidences.Sum(value => Math.Exp(value - highest));
        return [.. logEvidences.Select(value => Math.Exp(value - highest) / sum)];
    }

    /// <summary>
    /// The best, when it is ahead of every other by two standard errors, the estimators agree about the best two, and nothing is
    /// missing anywhere.
    /// </summary>
    private static int? Select(IReadOnlyList<Evidence> evidences)
    {
        Evidence[] ranked = [.. evidences.OrderByDescending(evidence => evidence.LogEvidence)];
        Evidence best = ranked[0];
        bool isSound = evidences.All(evidence => evidence.Fault is null) && ranked.Take(2).All(evidence => evidence.EstimatesAgree);
        return isSound && ranked.Skip(1).All(other => IsAhead(best, other))
            ? Enumerable.Range(0, evidences.Count).First(position => evidences[position] == best)
            : null;
    }

    private static bool IsAhead(Evidence best, Evidence other)
    {
        double gap = best.LogEvidence - other.LogEvidence;
        double error = Math.Sqrt(best.StandardError * best.StandardError + other.StandardError * other.StandardError);
        return gap > 0 && gap >= ModelComparison.DecisionSigmas * error;
    }
}
