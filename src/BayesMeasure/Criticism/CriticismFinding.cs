namespace BayesMeasure.Criticism;

/// <summary>One finding of a criticism, with what to do about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The finding in words: a line that says what was seen, where, and what to do.</param>
public sealed record CriticismFinding(FindingKind Kind, string Text)
{
    /// <summary>
    /// Whether it speaks against every number of the model, so that a comparison decides nothing for it:
    /// <see cref="FindingKind.Misfit"/> and <see cref="FindingKind.CorrelatedNoise"/>. All others are warnings.
    /// </summary>
    public bool IsObjection => Kind is FindingKind.Misfit or FindingKind.CorrelatedNoise;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
