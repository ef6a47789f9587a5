using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Sampling;

/// <summary>
/// The exchanges of one chain in one round: neighbours at even rungs in even sweeps, at odd rungs in odd sweeps, so that replicas
/// drift through the ladder instead of diffusing (Okabe et al. 2001; Syed et al. 2021).
/// </summary>
/// <param name="random">The random numbers of this chain's exchanges.</param>
/// <param name="chain">Where the statistics of the round are kept, and which walker is where.</param>
internal sealed class EvenOddExchange(RandomStream random, Chain chain)
{
    /// <summary>Exchanges replicas by the <see cref="ExchangeRule"/>.</summary>
    /// <param name="replicas">The replicas of this chain, by rung.</param>
    /// <param name="ladder">The inverse temperatures.</param>
    /// <param name="sweep">The number of the sweep.</param>
    public void Exchange(Span<Replica> replicas, IReadOnlyList<double> ladder, long sweep)
    {
        Span<double> acceptance = chain.Acceptance;
        Span<long> attempts = chain.Attempts;
        Span<int> walkers = chain.Walkers;
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
}
