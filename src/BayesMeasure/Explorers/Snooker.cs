using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Metropolis moves on the line through the current point and a past point of the same rung (ter Braak, Vrugt 2008, section 2.2):
/// towards that point, away from it, or past it. The past points are collected over all chains in burn-in and then frozen.
/// </summary>
/// <remarks>
/// The length of a step is the difference of two further past points, projected on the line, times a factor drawn from 1.2 to
/// 2.2. Unlike the whole differences of <see cref="DifferentialEvolution"/>, such steps seldom end in a mode that is far away.
/// Nothing but the past points is learnt. Indicators are left to other explorers.
/// </remarks>
public sealed record Snooker : Explorer
{
    /// <summary>
    /// Whether all parameters move as one block, rather than each block of the target by itself; false by default.
    /// </summary>
    public bool WholePoint { get; init; }

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new SnookerRung(this, target);
    }
}
