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
    public double ProbabilityStandardError { get; internal init; }
}
