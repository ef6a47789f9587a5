using System.Globalization;
using BayesMeasure.Results;

namespace BayesMeasure.Comparison;

/// <summary>
/// Which model the data choose: p(K | D) = Z_K / sum of Z over all candidates, with errors that follow from those of ln Z.
/// </summary>
public sealed class ModelComparison
{
    /// <summary>Two models can be told apart when their free energies differ by this many standard errors.</summary>
    public const double DecisionSigmas = 2;

    internal ModelComparison(IReadOnlyList<ComparedModel> models, ulong seed, bool isPartial)
    {
        Seed = seed;
        IsPartial = isPartial;
        double[] probabilities = Probabilities(models);
        double[] variances = [.. models.Select(model => Math.Pow(model.Result.FreeEnergy.StandardError, 2))];
        Models = [.. models.Select((model, k) => model with
        {
            Probability = probabilities[k],
            ProbabilityStandardError = StandardError(probabilities, variances, k),
        })];
        Best = Models.MaxBy(model => model.Result.FreeEnergy.LogEvidence)!;
        IEnumerable<ComparedModel> others = Models.Where(model => model != Best);
        Doubtful = new[] { Best, others.MaxBy(model => model.Result.FreeEnergy.LogEvidence) }
            .FirstOrDefault(model => model is not null && !model.Result.EstimatesAgree);
        IsDecided = !IsPartial && Doubtful is null && others.All(other => IsBeaten(other.Result.FreeEnergy, Best.Result.FreeEnergy));
    }

    /// <summary>The models, in the order of the family.</summary>
    public IReadOnlyList<ComparedModel> Models { get; }

    /// <summary>The model of the lowest free energy, whether or not the runner-up can be told apart from it.</summary>
    public ComparedModel Best { get; }

    /// <summary>Whether it was cancelled: candidates are missing, or the last one has fewer draws than asked for.</summary>
    public bool IsPartial { get; }

    /// <summary>
    /// Whether the best model's free energy is lower than every other's by at least two standard errors of the difference.
    /// A partial comparison decides nothing, and neither does one in which the estimators disagree about one of the best two.
    /// </summary>
    public bool IsDecided { get; }

    /// <summary>The best model, or null when the comparison is undecided.</summary>
    public ComparedModel? Selected => IsDecided ? Best : null;

    /// <summary>The seed of the first candidate; the others count up from it.</summary>
    public ulong Seed { get; }

    /// <summary>One of the best two models whose free energy cannot be trusted; null when there is none.</summary>
    private ComparedModel? Doubtful { get; }

    /// <summary>A table in plain text, and the decision.</summary>
    public override string ToString()
    {
        var lines = new List<string> { $"{"model",-12} {"F = -log Z",14} {"+-",8} {"p(model | data)",16} {"+-",8}" };
        lines.AddRange(Models.Select(model => string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Candidate.Name,-12} {model.Result.FreeEnergy.FreeEnergy,14:F3} {model.Result.FreeEnergy.StandardError,8:F3} {model.Probability,16:F4} {model.ProbabilityStandardError,8:F4}")));
        lines.Add(Verdict);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The decision in one sentence; it says "undecided" when the best two models cannot be told apart.</summary>
    public string Verdict => (IsDecided, IsPartial) switch
    {
        (true, _) => $"Selected: {Best.Candidate.Name}.",
        (_, _) when Doubtful is not null => $"Undecided: the free energy estimates of {NameOf(Doubtful)} disagree beyond their errors. "
            + "Use more sweeps.",
        (_, true) => $"Undecided: cancelled. {Best.Candidate.Name} is the best of {string.Join(", ", Models.Select(NameOf))}.",
        _ => $"Undecided: {Best.Candidate.Name} has the lowest free energy, but not by {DecisionSigmas} standard errors. "
            + "More sweeps narrow the errors.",
    };

    private static string NameOf(ComparedModel model) => model.Candidate.Name;

    private static double[] Probabilities(IReadOnlyList<ComparedModel> models)
    {
        double highest = models.Max(model => model.Result.FreeEnergy.LogEvidence);
        double[] weights = [.. models.Select(model => Math.Exp(model.Result.FreeEnergy.LogEvidence - highest))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>d p_k / d ln Z_j = p_k (delta_kj - p_j), and the errors of different models are independent.</summary>
    private static double StandardError(double[] probabilities, double[] variances, int k)
    {
        double variance = 0;
        for (int j = 0; j < probabilities.Length; j++)
        {
            double slope = probabilities[k] * ((j == k ? 1 : 0) - probabilities[j]);
            variance += slope * slope * variances[j];
        }

        return Math.Sqrt(variance);
    }

    private static bool IsBeaten(FreeEnergyEstimate other, FreeEnergyEstimate best)
    {
        double error = Math.Sqrt(other.StandardError * other.StandardError + best.StandardError * best.StandardError);
        return best.LogEvidence - other.LogEvidence >= DecisionSigmas * error && best.LogEvidence > other.LogEvidence;
    }
}
