using BayesMeasure.Explorers;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>An explorer that is compared with the default.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Explorer">The explorer.</param>
internal sealed record ExplorerCandidate(string Name, Explorer Explorer)
{
    /// <summary>What all others are measured against.</summary>
    public static ExplorerCandidate Default { get; } = new("default", Explorer.Default);

    /// <summary>All explorers but the default; a new one is one line.</summary>
    public static IReadOnlyList<ExplorerCandidate> All { get; } =
    [
        new("coordinates alone", new CoordinateWalk()),
        new("default + whole point", new Sequence(Explorer.Default, new BlockWalk { WholePoint = true })),
    ];
}
