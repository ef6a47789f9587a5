using BayesMeasure.Criticism;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;

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

    /// <summary>
    /// What speaks against the model, as the criticism of its result has it; as it was saved, for one that was read from a file.
    /// </summary>
    public IReadOnlyList<CriticismFinding> Findings => SavedFindings ?? Result.Criticism.Findings;

    /// <summary>The findings of a model that was read from a file, which has no data to find any in; null for another.</summary>
    internal IReadOnlyList<CriticismFinding>? SavedFindings { get; init; }

    /// <summary>The parameters whose chains disagree, or are worth few draws: one sentence each.</summary>
    internal IEnumerable<string> ConvergenceWarnings => SavedConvergence ?? Result switch
    {
        { Draws: { AreKept: true, Count: > 0 } } => Result.Summary.Warnings,
        _ => [],
    };

    /// <summary>These of a model that was read from a file; null for another.</summary>
    internal IReadOnlyList<string>? SavedConvergence { get; init; }

    /// <summary>Whether its run decided ln Z without that of a smaller model, from which it follows by insertion.</summary>
    internal bool IsDecidedByItself => Result is { IsDecided: true, FreeEnergy.Method: not InsertionBridge.Name };

    /// <summary>The standard error of its ln Z; NaN where it has none, or no ln Z.</summary>
    internal double EvidenceError =>
        double.IsNaN(Result.FreeEnergy.LogEvidence) ? double.NaN : Result.FreeEnergy.StandardError;

    /// <summary>The number of its unknowns; what is fixed, tied or linked is not among them.</summary>
    public int Unknowns => Result.Draws.Parameters.Count;
}
