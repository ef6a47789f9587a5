using BayesMeasure.Inference;
using BayesMeasure.Measurements;

namespace BayesMeasure.Comparison;

/// <summary>What became of one of many measurements whose models were compared.</summary>
/// <param name="Index">Its position among the measurements, from 0.</param>
/// <param name="Measurement">The measured curve.</param>
/// <param name="Runs">The run of each candidate, in the order of the family.</param>
/// <param name="Comparison">What the data choose; null where the run of a candidate failed, as its run says.</param>
public sealed record ComparisonRun(
    int Index, Measurement Measurement, IReadOnlyList<InferenceRun> Runs, ModelComparison? Comparison)
{
    /// <summary>The first failure of a candidate; null when there is none.</summary>
    public InferenceException? Failure => Runs.FirstOrDefault(run => run.Failure is not null)?.Failure;

    /// <summary>What the data choose, where no candidate failed.</summary>
    /// <exception cref="InferenceException">The run of a candidate failed: the exception is <see cref="Failure"/>.</exception>
    public ModelComparison ComparisonOrThrow() => Comparison ?? throw Failure!;
}
