namespace BayesMeasure.Explorers;

/// <summary>
/// The moves of one rung of the ladder, with what they have learnt there. They must leave p_beta invariant when not adapting.
/// Only <see cref="Explore"/> has to be written; the rest is for explorers that adapt.
/// </summary>
public abstract class RungExplorer
{
    /// <summary>
    /// All numbers that were learnt and that later moves depend on, in arrays whose lengths depend on the target and the settings
    /// alone. They are what is kept of an explorer from one round to the next, and in a checkpoint: read at its end, and written
    /// into a new explorer at the beginning of the next. Empty for an explorer that does not adapt.
    /// </summary>
    public virtual IReadOnlyList<double[]> Learnt => [];

    /// <summary>Moves a replica, in general once over all its parameters.</summary>
    /// <param name="replica">The replica that is at this rung now. It may be another one in the next sweep.</param>
    /// <param name="sweep">The inverse temperature, the random numbers, and whether steps may adapt.</param>
    public abstract void Explore(Replica replica, in Sweep sweep);

    /// <summary>Takes what two neighbours have learnt: how a new ladder inherits from an old one. Nothing by default.</summary>
    /// <param name="lower">The old explorer at the next lower inverse temperature.</param>
    /// <param name="upper">The old explorer at the next higher inverse temperature.</param>
    /// <param name="weight">The weight of <paramref name="upper"/>, from 0 to 1.</param>
    public virtual void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
    {
    }

    /// <summary>
    /// Joins what the explorers of all chains at this rung have learnt, at the end of each round of burn-in. Called on that of
    /// the first chain, from which the others then take it by <see cref="BlendFrom"/>. Nothing by default.
    /// </summary>
    /// <param name="chains">The explorers at this rung, one a chain, this one first.</param>
    public virtual void Pool(IReadOnlyList<RungExplorer> chains)
    {
    }
}
