using BayesMeasure.Measurements;

namespace BayesMeasure.Comparison;

/// <summary>A model with its probability among those that it was compared with.</summary>
public sealed record WeighedModel : ComparedModel
{
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
}
