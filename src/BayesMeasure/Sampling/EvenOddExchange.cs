using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// The exchanges of one chain in one round: neighbours at even rungs in even sweeps, at odd rungs in odd sweeps, so that replicas
/// drift through the ladder instead of diffusing (Okabe et al. 2001; Syed et al. 2021).
/// </summary>
internal sealed class EvenOddExchange
{
    private readonly RandomStream random;
    private readonly double[] acceptance;
    private readonly long[] attempts;
    private readonly int[] walkers;

    /// <param name="random">The random numbers of this chain's exchanges.</param>
    /// <param name="rungs">The number of rungs.</param>
    public EvenOddExchange(RandomStream random, int rungs)
    {
        this.random = random;
        acceptance = new double[rungs - 1];
        attempts = new long[rungs - 1];
        walkers = [.. Enumerable.Range(0, rungs)];
    }

    /// <summary>Which walker is at each rung; at the start of the round, walker l is at rung l.</summary>
    public ReadOnlySpan<int> Walkers => walkers;

    /// <summary>The mean rejection probability between rung and rung + 1.</summary>
    public double Rejection(int rung) => attempts[rung] == 0 ? 0 : 1 - acceptance[rung] / attempts[rung];

    /// <summary>Exchanges replicas by the <see cref="ExchangeRule"/>.</summary>
    /// <param name="replicas">The replicas of this chain, by rung.</param>
    /// <param name="ladder">The inverse temperatures.</param>
    /// <param name="sweep">The number of the sweep.</param>
    public void Exchange(Span<Replica> replicas, IReadOnlyList<double> ladder, long sweep)
    {
        random.BeginSweep(sweep);
        for (int rung = ExchangeRule.FirstRung(sweep); rung + 1 < replicas.Length; rung += 2)
        {
            double gap = ladder[rung + 1] - ladder[rung];
            double logRatio = ExchangeRule.LogRatio(gap, replicas[rung].LogLikelihood, replicas[rung + 1].LogLikelihood);
            acceptance[rung] += logRatio >= 0 ? 1 : Math.Exp(logRatio);
            attempts[rung]++;
            if (random.NextLogUniform() < logRatio)
            {
                (replicas[rung], replicas[rung + 1]) = (replicas[rung + 1], replicas[rung]);
                (walkers[rung], walkers[rung + 1]) = (walkers[rung + 1], walkers[rung]);
            }
        }
    }

    /// <summary>Carries the statistics of this round.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Numbers(acceptance);
        stream.Numbers(attempts);
        stream.Numbers(walkers);
    }
}
