using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.References;

/// <summary>
/// A Metropolis step at beta = 1 that proposes a draw of the reference, wherever the replica is: theta' ~ q, taken with
/// probability min(1, e^(w' - w)), w = ln L + ln p - ln q (Tierney 1994, Annals of Statistics 22, 1701). Where q is near the
/// posterior, draws are then next to independent.
/// </summary>
/// <remarks>
/// Exact for any q that is frozen, so there is no such step in burn-in. A draw that is lost is a step not taken.
/// </remarks>
internal sealed class IndependenceStep
{
    private readonly ReferenceDensity density;
    private readonly RandomStream random;
    private readonly int[] positions;
    private readonly double[] trial;

    /// <param name="reference">The reference.</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="random">The random numbers of these steps alone.</param>
    public IndependenceStep(FittedReference reference, int parameters, RandomStream random)
    {
        density = reference.CreateDensity();
        this.random = random;
        positions = [.. Enumerable.Range(0, parameters)];
        trial = new double[parameters];
    }

    /// <summary>One step.</summary>
    /// <param name="replica">A replica at beta = 1.</param>
    /// <param name="sweep">The number of the sweep, which tells its random numbers from others.</param>
    public void Move(Replica replica, long sweep)
    {
        random.BeginSweep(sweep);
        if (!density.Draw(random, trial, out double logDensity))
        {
            return;
        }

        double logProposalRatio = density.LogDensity(replica.Coordinates) - logDensity;
        density.Relabel(random, trial);
        replica.Move(positions, trial, inverseTemperature: 1, random.NextLogUniform(), logProposalRatio);
    }
}
