using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>Random-walk Metropolis moves of one parameter after the other, each with a step adapted at every rung.</summary>
/// <remarks>
/// One coordinate at a time is cheap and robust where a model caches what did not move (Nagata, Sugita, Okada 2012). Steps
/// adapt by Robbins and Monro's scheme, in burn-in only. An indicator proposes one of its other values.
/// </remarks>
public sealed record CoordinateWalk : Explorer
{
    /// <summary>The acceptance rate that the steps are adapted to; 0.4 by default, near the optimum 0.44.</summary>
    public double Acceptance { get; init; } = 0.4;

    /// <inheritdoc/>
    public override void RequireValid() => RequireRate(Acceptance, nameof(Acceptance));

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new CoordinateWalkRung(this, target);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return
        [
            new(this, MoveKind.Walk, One(PositionsOf(target, areDiscrete: false)))
            {
                Acceptance = Acceptance,
                LearntLength = target.Parameters.Count,
            },
            new(this, MoveKind.Switch, One(PositionsOf(target, areDiscrete: true))),
        ];
    }

    /// <summary>
    /// The positions of the parameters that are walked along, or of the indicators, in the order in which they move.
    /// </summary>
    internal static int[] PositionsOf(ITarget target, bool areDiscrete) =>
    [
        .. target.Blocks.SelectMany(block => block)
            .Where(position => target.Parameters[position].Prior.IsDiscrete == areDiscrete),
    ];

    private static int[][][] One(int[] positions) => [.. positions.Select(position => (int[][])[[position]])];
}
