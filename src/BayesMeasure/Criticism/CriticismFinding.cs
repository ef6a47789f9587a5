namespace BayesMeasure.Criticism;

/// <summary>One finding of a criticism, with what to do about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The finding in words: a line that says what was seen, where, and what to do.</param>
public sealed record CriticismFinding(FindingKind Kind, string Text)
{
    /// <summary>
    /// Whether it speaks against every number of the model, so that a comparison decides nothing for it:
    /// <see cref="FindingKind.Misfit"/>, <see cref="FindingKind.CorrelatedNoise"/> and
    /// <see cref="FindingKind.SwappedColumns"/>. All others are warnings.
    /// </summary>
    public bool IsObjection => Kind is FindingKind.Misfit or FindingKind.CorrelatedNoise or FindingKind.SwappedColumns;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
