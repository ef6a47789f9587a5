using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Random-walk Metropolis moves of whole blocks along their covariance, which is learnt at every rung in burn-in (Haario,
/// Saksman, Tamminen 2001): what strongly correlated parameters need.
/// </summary>
public sealed record BlockWalk : Explorer
{
    /// <summary>The acceptance rate that the steps are adapted to; 0.3 by default.</summary>
    public double Acceptance { get; init; } = 0.3;

    /// <summary>
    /// Whether all parameters move as one block, rather than each block of the target by itself; false by default.
    /// </summary>
    public bool WholePoint { get; init; }

    /// <inheritdoc/>
    public override void RequireValid() => RequireRate(Acceptance, nameof(Acceptance));

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new BlockWalkRung(this, target);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int[][] blocks = ContinuousBlocks.Of(target, WholePoint, fewest: 2);
        return
        [
            new(this, MoveKind.Block, [.. blocks.Select(block => (int[][])[block])])
            {
                Acceptance = Acceptance,
                LearntLength = blocks.Sum(block => 1 + CovarianceRule.LengthOf(block.Length)),
            },
        ];
    }
}
