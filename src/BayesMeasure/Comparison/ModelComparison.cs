using System.Globalization;
using BayesMeasure.Measurements;
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
        FreeEnergyEstimate[] estimates = [.. models.Select(model => model.Result.FreeEnergy)];
        double[] probabilities = ProbabilityErrors.Probabilities([.. estimates.Select(estimate => estimate.LogEvidence)]);
        Interval[] intervals = ProbabilityErrors.Intervals(estimates);
        Models = [.. models.Select((model, k) => model with
        {
            Probability = probabilities[k],
            ProbabilityStandardError = ProbabilityErrors.StandardError(probabilities, estimates, k),
            ProbabilityInterval = intervals[k],
        })];
        Best = Models.MaxBy(model => model.Result.FreeEnergy.LogEvidence)!;
        ComparedModel[] others = [.. Models.Where(model => model != Best)];
        Doubtful = new[] { Best, others.MaxBy(model => model.Result.FreeEnergy.LogEvidence) }
            .FirstOrDefault(model => model is not null && !model.Result.EstimatesAgree);
        Decision = new(Best, others);
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
    public bool IsDecided => IsSound && Decision.IsMade;

    /// <summary>The best model, or null when the comparison is undecided.</summary>
    public ComparedModel? Selected => IsDecided ? Best : null;

    /// <summary>
    /// About how many more sweeps for each chain of the best two models would decide between them, rounded up to two digits: at
    /// the present difference of their free energies, with both errors falling as one over the square root of the sweeps. Null
    /// when decided, and where no number can be named: the comparison is partial, an estimate cannot be trusted, or the
    /// difference is below a fifth of its error, so that it may be nothing.
    /// </summary>
    /// <remarks>Where more than one model is close to the best, it is the number for the one that takes longest.</remarks>
    public long? SweepsToDecide => IsSound ? Decision.Sweeps : null;

    /// <summary>The seed of the first candidate; the others count up from it.</summary>
    public ulong Seed { get; }

    /// <summary>One of the best two models whose free energy cannot be trusted; null when there is none.</summary>
    private ComparedModel? Doubtful { get; }

    private Decision Decision { get; }

    private bool IsSound => !IsPartial && Doubtful is null;

    /// <summary>A table in plain text, and the decision.</summary>
    public override string ToString()
    {
        string[] lines =
        [
            $"{"model",-12} {"F = -log Z",14} {"+-",8} {"p(model | data)",16} {"+-",8} {"68 %",16}",
            .. Models.Select(Line),
            Verdict,
        ];
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>
    /// The decision in words; "undecided" when the best two models cannot be told apart, with about how many more sweeps for each
    /// chain would help, and whether the data themselves hardly tell them apart.
    /// </summary>
    public string Verdict => (IsDecided, IsPartial) switch
    {
        (true, _) => $"Selected: {NameOf(Best)}.{Decision.Reserve}",
        (_, _) when Doubtful is not null =>
            $"Undecided: the free energy estimates of {NameOf(Doubtful)} disagree beyond their errors. Use more sweeps.",
        (_, true) => $"Undecided: cancelled. {NameOf(Best)} is the best of {string.Join(", ", Models.Select(NameOf))}.",
        _ => $"Undecided. {Decision.Advice}",
    };

    private static string NameOf(ComparedModel model) => model.Candidate.Name;

    private static string Line(ComparedModel model)
    {
        FreeEnergyEstimate estimate = model.Result.FreeEnergy;
        Interval interval = model.ProbabilityInterval;
        return string.Create(CultureInfo.InvariantCulture, $"{NameOf(model),-12} {estimate.FreeEnergy,14:F3} ")
            + string.Create(CultureInfo.InvariantCulture, $"{estimate.StandardError,8:F3} ")
            + string.Create(CultureInfo.InvariantCulture, $"{model.Probability,16:F4} {model.ProbabilityStandardError,8:F4} ")
            + string.Create(CultureInfo.InvariantCulture, $"{interval.Minimum,7:F4}..{interval.Maximum:F4}");
    }
}
