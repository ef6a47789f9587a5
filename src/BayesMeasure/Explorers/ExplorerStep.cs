namespace BayesMeasure.Explorers;

/// <summary>
/// A step of a sweep as a table: moves of one kind, which are made one after the other. An explorer is a list of such steps for
/// engines that move replicas where its code does not run.
/// </summary>
/// <param name="Explorer">The explorer whose step it is.</param>
/// <param name="Kind">What its moves do.</param>
/// <param name="Moves">
/// For each move the blocks that it may choose from, each a list of positions of parameters; one block where there is nothing to
/// choose.
/// </param>
public sealed record ExplorerStep(Explorer Explorer, MoveKind Kind, IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> Moves)
{
    /// <summary>Every so many-th turn a step is long: it forgives a length that does not fit everywhere.</summary>
    public const int TurnsPerLongStep = 4;

    private const double LongStepFactor = 4;

    /// <summary>The step is made in every sweep whose number is a multiple of this; 1 by default.</summary>
    public int Period { get; init; } = 1;

    /// <summary>The acceptance rate that the lengths adapt to, in (0, 1); 0, the default, for moves without a length.</summary>
    public double Acceptance { get; init; }

    /// <summary>
    /// How many numbers the step learns at a rung; 0 by default. Those of all steps lie one behind the other, as in
    /// <see cref="RungExplorer.Learnt"/>.
    /// </summary>
    public int LearntLength { get; init; }

    /// <summary>A length, or that of a long step where it is the turn of one.</summary>
    /// <param name="length">The length that was learnt.</param>
    /// <param name="turn">A number that does not depend on where the replica is.</param>
    public static double LengthAt(double length, long turn) =>
        (turn & (TurnsPerLongStep - 1)) == 0 ? LongStepFactor * length : length;
}
