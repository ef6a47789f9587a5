using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Moves replicas: what <see cref="ReplicaExchange"/> computes with. An engine makes the sweeps of a round, explore, exchange and
/// record; all that happens between rounds is the sampler's. The threads of the host are one engine, a GPU is another.
/// </summary>
/// <remarks>
/// The random numbers of a rung in a sweep are keyed by the seed of the run, the chain, the rung and the number of the sweep,
/// those of the exchanges by <see cref="ExchangeRule.Stream"/> in place of the rung, so that a seed gives one result whatever
/// runs side by side.
/// </remarks>
public interface IReplicaEngine
{
    /// <summary>
    /// How its replicas explore where the options do not say; <see cref="Explorer.Default"/> unless it has another.
    /// </summary>
    Explorer DefaultExplorer => Explorer.Default;

    /// <summary>Says why the engine cannot move replicas of a target.</summary>
    /// <param name="target">What is asked.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <returns>What is refused, why, and what to do, a line for each reason; null when it can.</returns>
    string? RefusalOf(ITarget target, ReplicaExchangeOptions options);

    /// <summary>
    /// Parts targets into those whose runs go through their rounds side by side. Groups are sampled one after the other, in this
    /// order.
    /// </summary>
    /// <param name="targets">The targets, of which none is refused.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <returns>The positions of the targets of each group; every target is in one.</returns>
    IEnumerable<IReadOnlyList<int>> Groups(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options);

    /// <summary>
    /// Puts the replica at every rung at a draw from the prior, in sweep 0: at the first of at most
    /// <see cref="ReplicaRun.MostStartingDraws"/> at which the log likelihood is not -infinity.
    /// </summary>
    /// <param name="runs">The runs of a group.</param>
    void Start(IReadOnlyList<ReplicaRun> runs);

    /// <summary>
    /// Makes the sweeps of a round, from the numbers in the chains until each run ends the round, and writes back the numbers of
    /// its end. In every sweep rung 0 jumps to a draw from the prior, the others explore, neighbours exchange by the <see
    /// cref="ExchangeRule"/>, and in the recorded round all chains are written down.
    /// </summary>
    /// <param name="runs">The runs of a group that take part.</param>
    /// <param name="round">The round.</param>
    /// <returns>
    /// Every run once, as soon as it is done with the round, together with those that are done with it at the same time.
    /// </returns>
    IEnumerable<IReadOnlyList<ReplicaRun>> Run(IReadOnlyList<ReplicaRun> runs, Round round);
}
