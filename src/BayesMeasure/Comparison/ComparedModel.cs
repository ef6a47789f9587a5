using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>A model with what was found about it, by whatever inference.</summary>
/// <param name="Name">The name of the model, such as "K = 3".</param>
/// <param name="Result">Draws and free energy.</param>
public record ComparedModel(string Name, Result Result)
{
    /// <summary>The number of repeated components; null when the models are not told apart by a number.</summary>
    public int? Components { get; init; }

    /// <summary>What was asked, such as a <see cref="Posterior"/>.</summary>
    public ITarget Target => Result.Target;

    /// <summary>The number of its unknowns; what is fixed, tied or linked is not among them.</summary>
    public int Unknowns => Result.Draws.Parameters.Count;
}
