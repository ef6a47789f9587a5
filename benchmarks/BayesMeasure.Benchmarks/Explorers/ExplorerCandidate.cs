using BayesMeasure.Explorers;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>An explorer that is compared with the default.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Explorer">The explorer.</param>
internal sealed record ExplorerCandidate(string Name, Explorer Explorer)
{
    /// <summary>What all others are measured against.</summary>
    public static ExplorerCandidate Default { get; } = new("default", Explorer.Default);

    private static Explorer Walks { get; } = Explorer.Sequence(new CoordinateWalk(), new BlockWalk().Every(4));

    /// <summary>All explorers but the default; a new one is one line.</summary>
    public static IReadOnlyList<ExplorerCandidate> All { get; } =
    [
        new("coordinates alone", new CoordinateWalk()),
        new("coordinates and blocks", Walks),
        new("+ component redraw", Explorer.Sequence(Walks, new ComponentRedraw().Every(2))),
        new("+ component swap", Explorer.Sequence(Walks, new ComponentSwap().Every(2))),
        new("slice", new SliceWalk()),
        new("default + slice, every 4", Explorer.Sequence(Explorer.Default, new SliceWalk().Every(4))),
        new("default + block slice, every 4", Explorer.Sequence(Explorer.Default, new BlockSlice().Every(4))),
        new("default + differential evolution, every 2",
            Explorer.Sequence(Explorer.Default, new DifferentialEvolution().Every(2))),
        new("default + snooker, every 2", Explorer.Sequence(Explorer.Default, new Snooker().Every(2))),
        new("default + whole point, every 2", Explorer.Sequence(Explorer.Default, new BlockWalk { WholePoint = true }.Every(2))),
    ];
}
