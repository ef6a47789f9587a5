namespace BayesMeasure.Sampling;

/// <summary>
/// A density q fitted to a round of burn-in at beta = 1, a mixture of Student t distributions in the explored coordinates
/// with alike components in order, and what it is used for: estimates of log Z without a ladder, by a bridge between q and the
/// draws (Meng and Wong 1996) and by importance sampling from q. Each says whether it may be used, and why.
/// </summary>
/// <remarks>
/// Targets with indicators have no such density, which the certificate then says. Change settings with <c>with</c>.
/// </remarks>
public sealed record ReferenceOptions
{
    /// <summary>
    /// The fewest independent draws of q that are made whenever log Z is asked for, each with one evaluation of the likelihood;
    /// where more are recorded, as many as these, up to 65,536. 2,048 by default; at least 100.
    /// </summary>
    public int Draws { get; init; } = 2048;

    /// <summary>
    /// Whether every sweep also proposes a draw of q to the replica at beta = 1 (Tierney 1994), once there is a q. Other draws
    /// than without; exact all the same, since q no longer changes when sweeps are recorded. True by default.
    /// </summary>
    public bool IndependenceSteps { get; init; } = true;

    /// <summary>What a result depends on, as names with texts.</summary>
    internal IEnumerable<(string Name, string Text)> Description =>
    [
        (nameof(Draws), $"{Draws}"),
        (nameof(IndependenceSteps), $"{IndependenceSteps}"),
    ];

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 100 draws.</exception>
    public void RequireValid() => ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 100);
}
