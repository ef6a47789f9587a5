using BayesMeasure.Numerics;

namespace BayesMeasure.Sampling;

/// <summary>The moves of one rung of the ladder, with their adapted steps. They must leave p_beta invariant when not adapting.</summary>
public abstract class RungExplorer
{
    /// <summary>Moves a replica once over all its parameters.</summary>
    /// <param name="replica">The replica that is at this rung now.</param>
    /// <param name="inverseTemperature">The inverse temperature of this rung, greater than 0.</param>
    /// <param name="random">The random numbers of this rung in this sweep.</param>
    /// <param name="adaptationGain">How far one sweep may change the steps: in (0, 1] in burn-in, 0 afterwards.</param>
    public abstract void Explore(Replica replica, double inverseTemperature, RandomStream random, double adaptationGain);

    /// <summary>Takes the adapted steps of two neighbours: how a new ladder inherits from an old one.</summary>
    /// <param name="lower">The old explorer at the next lower inverse temperature.</param>
    /// <param name="upper">The old explorer at the next higher inverse temperature.</param>
    /// <param name="weight">The weight of <paramref name="upper"/>, from 0 to 1.</param>
    public abstract void BlendFrom(RungExplorer lower, RungExplorer upper, double weight);
}
