namespace BayesMeasure.Sampling;

/// <summary>What stood still in a run, and where: a reason not to trust its numbers.</summary>
/// <param name="Text">What it is, in a sentence, with what can be done.</param>
public sealed record Stall(string Text)
{
    /// <summary>The rung below the place where replicas stop, from 0; null for a stall of a parameter.</summary>
    public int? LowerRung { get; init; }

    /// <summary>The rung above the place where replicas stop, from 0; null for a stall of a parameter.</summary>
    public int? UpperRung { get; init; }

    /// <summary>The full name of the parameter that stands still; null for a stall of the ladder.</summary>
    public string? Parameter { get; init; }

    /// <summary>The chains in which the parameter stands still, from 0; empty for a stall of the ladder.</summary>
    public IReadOnlyList<int> Chains { get; init; } = [];

    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
