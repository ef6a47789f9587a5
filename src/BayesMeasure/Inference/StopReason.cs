namespace BayesMeasure.Inference;

/// <summary>Why an inference ended where it did, for programs and for people.</summary>
/// <param name="Kind">Which of the rules ended it.</param>
/// <param name="Text">The same in a sentence, with the numbers that were reached.</param>
public sealed record StopReason(StopKind Kind, string Text)
{
    /// <summary>Whether it ended by accident: cancelled, or because the model failed.</summary>
    public bool IsPremature => Kind is StopKind.Cancelled or StopKind.Failed;

    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
