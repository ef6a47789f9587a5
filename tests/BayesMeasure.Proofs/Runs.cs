using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace BayesMeasure.Proofs;

/// <summary>Independent runs side by side: each takes one thread, and the tests come one after the other.</summary>
internal static class Runs
{
    /// <summary>Samples one target with seeds 1, 2, ...</summary>
    public static Result[] OfSeeds(int count, ITarget target, ReplicaExchangeOptions options) =>
        [.. OfAll(Enumerable.Range(1, count).Select(seed => (target, options with { Seed = (ulong)seed })))];

    /// <summary>Samples every target with its options, in order.</summary>
    public static IReadOnlyList<Result> OfAll(IEnumerable<(ITarget Target, ReplicaExchangeOptions Options)> questions) =>
        [.. questions.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.FullyBuffered)
            .Select(question => new ReplicaExchange(question.Options with { Threads = 1 }).Run(question.Target))];
}
