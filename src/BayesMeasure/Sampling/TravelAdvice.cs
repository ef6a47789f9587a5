using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// What helps where replicas hardly travel between prior and posterior: moves across what holds them up, which more sweeps of the
/// same moves wait for in vain.
/// </summary>
internal static class TravelAdvice
{
    private static readonly string[] ForAmplitudes = [nameof(ComponentRelocation)];

    private static readonly string[] ForComponents =
        [nameof(ComponentRedraw), nameof(ComponentSwap), nameof(ComponentReshape)];

    private static readonly string[] ForAll = [nameof(BlockSlice), nameof(DifferentialEvolution)];

    /// <summary>The advice in a sentence: the explorers that fit the target and are not in use yet, and what else there
    /// is.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="explorer">How it was explored.</param>
    public static string For(ITarget target, Explorer explorer)
    {
        string[] inUse = [.. Leaves(explorer).Select(leaf => leaf.GetType().Name)];
        string[] fitting =
        [
            .. MatchedComponents.Of(target).Count > 0 ? ForAmplitudes : [],
            .. target.Groups.Count > 0 ? ForComponents : [],
            .. ForAll,
        ];
        string[] others = [.. fitting.Except(inUse)];
        return (others.Length == 0 ? "Try" : $"Try another explorer ({string.Join(", ", others)}),")
            + " more chains, or a tighter prior; more sweeps alone wait for chance.";
    }

    private static IEnumerable<Explorer> Leaves(Explorer explorer) => explorer switch
    {
        Sequence sequence => sequence.Parts.SelectMany(Leaves),
        Every every => Leaves(every.Part),
        _ => [explorer],
    };
}
