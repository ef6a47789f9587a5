using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Slice sampling of whole blocks along random directions, drawn from their covariance, which is learnt at every rung in
/// burn-in: <see cref="SliceWalk"/> for what strongly correlated parameters need (Neal 2003, section 5).
/// </summary>
public sealed record BlockSlice : Explorer
{
    /// <summary>
    /// The most steps by which an interval grows, in units of its first width; at least 1, which is never to step out. 16 by
    /// default.
    /// </summary>
    public int MostSteps { get; init; } = 16;

    /// <summary>
    /// Whether all parameters move as one block, rather than each block of the target by itself; false by default.
    /// </summary>
    public bool WholePoint { get; init; }

    /// <inheritdoc/>
    public override void RequireValid() => ArgumentOutOfRangeException.ThrowIfLessThan(MostSteps, 1);

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new BlockSliceRung(this, target);
    }
}
