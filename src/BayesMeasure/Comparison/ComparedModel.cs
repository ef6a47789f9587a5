using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>A model with what was found about it, by whatever inference.</summary>
/// <param name="Name">The name of the model, such as "K = 3".</param>
/// <param name="Result">Draws and free energy.</param>
public sealed record ComparedModel(string Name, Result Result)
{
    /// <summary>The number of repeated components; null when the models are not told apart by a number.</summary>
    public int? Components { get; init; }

    /// <summary>What was asked, such as a <see cref="Posterior"/>.</summary>
    public ITarget Target => Result.Target;

    /// <summary>The number of its unknowns; what is fixed, tied or linked is not among them.</summary>
    public int Unknowns => Result.Draws.Parameters.Count;

    /// <summary>p(model), before the data, as the comparison's <see cref="ModelComparison.Prior"/> gives it.</summary>
    public double PriorProbability { get; internal init; }

    /// <summary>p(model | data), under the comparison's <see cref="ModelComparison.Prior"/>.</summary>
    public double Probability { get; internal init; }

    /// <summary>The standard error of <see cref="Probability"/> that follows from those of the free energies.</summary>
    /// <remarks>
    /// To first order: where the free energies are uncertain by a unit or more, only <see cref="ProbabilityInterval"/> is to be
    /// quoted.
    /// </remarks>
    public double ProbabilityStandardError { get; internal init; }

    /// <summary>
    /// The central 68 % interval of <see cref="Probability"/> under normal errors of the free energies, by propagation of 10,000
    /// draws of them. It lies between 0 and 1 and holds also for large errors. NaN where a free energy has no error.
    /// </summary>
    public Interval ProbabilityInterval { get; internal init; }

    /// <summary>ln p(model) + ln Z: what the models are ranked by.</summary>
    internal double LogWeight => Math.Log(PriorProbability) + Result.FreeEnergy.LogEvidence;
}
