using BayesMeasure.Explorers;

namespace BayesMeasure.Tests.Explorers;

/// <summary>
/// Every explorer of the library, with each setting that changes how it moves: what all tests of explorers go through.
/// </summary>
internal static class ShippedExplorers
{
    public static IReadOnlyDictionary<string, Explorer> All { get; } = new Dictionary<string, Explorer>
    {
        ["the default"] = Explorer.Default,
        ["coordinate walk"] = new CoordinateWalk(),
        ["block walk"] = new BlockWalk(),
        ["whole walk"] = new BlockWalk { WholePoint = true },
        ["slice walk"] = new SliceWalk(),
        ["slice walk without stepping out"] = new SliceWalk { MostSteps = 1 },
        ["block slice"] = new BlockSlice(),
        ["whole slice"] = new BlockSlice { WholePoint = true },
        ["differential evolution"] = new DifferentialEvolution(),
        ["whole differential evolution"] = new DifferentialEvolution { WholePoint = true },
        ["snooker"] = new Snooker(),
        ["whole snooker"] = new Snooker { WholePoint = true },
        ["component redraw"] = new ComponentRedraw(),
        ["component relocation"] = new ComponentRelocation(),
        ["component relocation without twins"] = new ComponentRelocation { TwinShare = 0 },
        ["twins alone"] = new ComponentRelocation { TwinShare = 1 },
        ["component swap"] = new ComponentSwap(),
        ["component reshape"] = new ComponentReshape(),
        ["every third"] = Explorer.Sequence(new SliceWalk(), new Snooker { WholePoint = true }).Every(3),
        ["a sequence"] = Explorer.Sequence(new CoordinateWalk(), new DifferentialEvolution().Every(2), new Snooker().Every(3)),
    };

    /// <summary>Their names, one test case each.</summary>
    public static TheoryData<string> Names => [.. All.Keys];
}
