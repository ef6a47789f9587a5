namespace BayesMeasure.Inference;

/// <summary>
/// What an estimator says of its own fitness: whether its number may be used in this run, and what that was told from.
/// </summary>
/// <param name="IsUsable">Whether the estimate may be used; if not, its error bar is not to be believed.</param>
/// <param name="Text">
/// What it was told from, such as an overlap or the index of a tail, and, where it is left out, the reason: without a full stop.
/// </param>
public sealed record EstimatorFitness(bool IsUsable, string Text)
{
    /// <summary>"used: ..." or "left out: ...".</summary>
    public override string ToString() => $"{(IsUsable ? "used" : "left out")}: {Text}";
}
