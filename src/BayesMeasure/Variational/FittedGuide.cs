using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Variational;

/// <summary>A guide where its steps have ended, and what led there.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Bound">The bound over its last steps, gates relaxed; NaN where it diverged at once.</param>
/// <param name="Stages">The stages that were made.</param>
/// <param name="TailIndex"><see cref="GuideTail"/>; NaN where it is not known, or was not asked for.</param>
/// <param name="HasStood">Whether the bound rose no more before all steps were made.</param>
/// <param name="Divergence">Why it ended before its time; null where it did not.</param>
internal sealed record FittedGuide(
    Guide Guide,
    double Bound,
    IReadOnlyList<GraduatedStage> Stages,
    double TailIndex,
    bool HasStood,
    string? Divergence)
{
    /// <summary>The steps of all stages.</summary>
    public int Steps => Stages.Sum(stage => stage.Steps);

    /// <summary>The gradients that all steps took.</summary>
    public long Gradients => Stages.Sum(stage => (long)stage.Steps * stage.Batch);
}
