using BayesMeasure.Explorers;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>An explorer that is compared with the default.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Explorer">The explorer.</param>
/// <param name="Step">The part of it whose accepted steps are counted; null for none.</param>
internal sealed record ExplorerCandidate(string Name, Explorer Explorer, Explorer? Step)
{
    /// <summary>What all others are measured against.</summary>
    public static ExplorerCandidate Default { get; } = new("default", Explorer.Default, null);

    private static Explorer Walks { get; } = Explorer.Sequence(new CoordinateWalk(), new BlockWalk().Every(4));

    /// <summary>All explorers but the default; a new one is one line.</summary>
    public static IReadOnlyList<ExplorerCandidate> All { get; } =
    [
        new("coordinates alone", new CoordinateWalk(), new CoordinateWalk()),
        new("coordinates and blocks", Walks, new BlockWalk()),
        Beside(Walks, "coordinates, blocks, component redraw", new ComponentRedraw(), 2),
        Beside(Walks, "coordinates, blocks, component relocation", new ComponentRelocation(), 2),
        Beside(Walks, "coordinates, blocks, component swap", new ComponentSwap(), 2),
        new("slice", new SliceWalk(), new SliceWalk()),
        Beside(Explorer.Default, "default and component reshape", new ComponentReshape(), 2),
        Beside(Explorer.Default, "default and slice", new SliceWalk(), 4),
        Beside(Explorer.Default, "default and block slice", new BlockSlice(), 4),
        Beside(Explorer.Default, "default and differential evolution", new DifferentialEvolution(), 2),
        Beside(Explorer.Default, "default and snooker", new Snooker(), 2),
        Beside(Explorer.Default, "default and whole point", new BlockWalk { WholePoint = true }, 2),
    ];

    private static ExplorerCandidate Beside(Explorer others, string name, Explorer step, int period) =>
        new($"{name}, every {period}", Explorer.Sequence(others, step.Every(period)), step);
}
