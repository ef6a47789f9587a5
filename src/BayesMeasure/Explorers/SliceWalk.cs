using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Slice sampling of one parameter after the other, with stepping out and shrinkage (Neal 2003, figures 3 and 5): every move
/// goes somewhere, and the length of a move follows the posterior where it is.
/// </summary>
/// <remarks>
/// It takes several evaluations a move, and so pays where one step length does not fit everywhere. The width of the first
/// interval adapts in burn-in until as many steps lead outwards as inwards (Tibbits, Groendyke, Haran, Liechty 2014).
/// Indicators are left to other explorers.
/// </remarks>
public sealed record SliceWalk : Explorer
{
    /// <summary>
    /// The most steps by which an interval grows, in units of its first width; at least 1, which is never to step out. 16 by
    /// default.
    /// </summary>
    public int MostSteps { get; init; } = 16;

    /// <inheritdoc/>
    public override void RequireValid() => ArgumentOutOfRangeException.ThrowIfLessThan(MostSteps, 1);

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new SliceWalkRung(this, target);
    }
}
