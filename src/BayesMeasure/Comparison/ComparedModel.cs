using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Results;

namespace BayesMeasure.Comparison;

/// <summary>A candidate with what was found about it.</summary>
/// <param name="Candidate">The model.</param>
/// <param name="Posterior">Its posterior for the measurement.</param>
/// <param name="Result">Draws and free energy.</param>
public sealed record ComparedModel(Candidate Candidate, Posterior Posterior, Result Result)
{
    /// <summary>p(model | data), with all candidates equally probable beforehand.</summary>
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
}
