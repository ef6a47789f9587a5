using BayesMeasure.Measurements;

namespace BayesMeasure.Comparison;

/// <summary>A model with its probability among those that it was compared with.</summary>
public sealed record WeighedModel : ComparedModel
{
    /// <summary>
    /// By what factor a mode of a redundant component, which is far from normal, may exceed its Laplace approximation.
    /// </summary>
    private const double MostBeyondLaplace = 20;

    internal WeighedModel(ComparedModel model)
        : base(model)
    {
    }

    /// <summary>p(model), before the data, as the comparison's <see cref="ModelComparison.Prior"/> gives it.</summary>
    public required double PriorProbability { get; init; }

    /// <summary>p(model | data), under the comparison's <see cref="ModelComparison.Prior"/>.</summary>
    public required double Probability { get; init; }

    /// <summary>The standard error of <see cref="Probability"/> that follows from those of the free energies.</summary>
    /// <remarks>
    /// To first order: where the free energies are uncertain by a unit or more, only <see cref="ProbabilityInterval"/> is to be
    /// quoted.
    /// </remarks>
    public required double ProbabilityStandardError { get; init; }

    /// <summary>
    /// The central 68 % interval of <see cref="Probability"/> under normal errors of the free energies, by propagation of 10,000
    /// draws of them. It lies between 0 and 1 and holds also for large errors. NaN where a free energy has no error.
    /// </summary>
    public required Interval ProbabilityInterval { get; init; }

    /// <summary>ln p(model) + ln Z: what the models are ranked by.</summary>
    internal double LogWeight => Math.Log(PriorProbability) + Result.FreeEnergy.LogEvidence;

    /// <summary>Why its log Z is not to be relied on, as a clause; null where it is.</summary>
    internal string? Doubt => Result.IsDecided
        ? double.IsNaN(Result.FreeEnergy.LogEvidence) ? "it is not a number" : null
        : Result.Doubt ?? "its draws miss a mode";

    /// <summary>
    /// Whether no log Z that this model may have matters beside that of another: Z is a mean of L, so it is at most the highest L
    /// that was met. Where draws were not kept, nothing is known of it.
    /// </summary>
    internal bool IsOutOfTheRunning(WeighedModel best) => best.Result.IsDecided
        && Math.Log(PriorProbability) + Math.Min(HighestLogLikelihood, HighestLogEvidence) < best.LowestLogWeight;

    /// <summary>The log weight, lower by as many standard errors as it takes to tell models apart.</summary>
    private double LowestLogWeight => LogWeight - ModelComparison.DecisionSigmas * Result.FreeEnergy.StandardError;

    /// <summary>
    /// ln Z with a mode that the draws miss, where nothing else is in doubt, as if that mode held far more than the Laplace
    /// approximation says; +infinity where this is not known.
    /// </summary>
    private double HighestLogEvidence => Result is { Doubt: null, HiddenMode.ApproximateShare: > 0 and < 1 and double share }
        && Result.FreeEnergy is { StandardError: >= 0 } found
            ? found.LogEvidence + ModelComparison.DecisionSigmas * found.StandardError
                + Math.Log(1 + MostBeyondLaplace * share / (1 - share))
            : double.PositiveInfinity;

    private double HighestLogLikelihood => !Result.Draws.AreKept ? double.PositiveInfinity : Math.Max(
        Result.HiddenMode?.LogLikelihood ?? double.NegativeInfinity,
        Enumerable.Range(0, Result.Draws.Chains).Max(chain =>
            Enumerable.Range(0, Result.Draws.Count).Max(draw => Result.Draws.LogLikelihood(chain, draw))));
}
