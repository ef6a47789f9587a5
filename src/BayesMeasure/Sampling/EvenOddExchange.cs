using System.Runtime.InteropServices;
using BayesMeasure.Explorers;
using BayesMeasure.Numerics;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// The exchanges of one chain in one round: neighbours at even rungs in even sweeps, at odd rungs in odd sweeps, so that replicas drift
/// through the ladder instead of diffusing (Okabe et al. 2001; Syed et al. 2021).
/// </summary>
internal sealed class EvenOddExchange
{
    private readonly RandomStream random;
    private readonly double[] acceptance;
    private readonly long[] attempts;
    private readonly Journey[] journeys;

    /// <param name="random">The random numbers of this chain's exchanges.</param>
    /// <param name="rungs">The number of rungs.</param>
    public EvenOddExchange(RandomStream random, int rungs)
    {
        this.random = random;
        acceptance = new double[rungs - 1];
        attempts = new long[rungs - 1];
        journeys = new Journey[rungs];
        Walkers = [.. Enumerable.Range(0, rungs)];
    }

    /// <summary>Where a walker has been last: on its way from rung 0 to the top, or back.</summary>
    private enum Journey
    {
        Unknown,
        Upwards,
        Downwards,
    }

    /// <summary>How many times a replica went from beta = 0 to beta = 1 and back to 0.</summary>
    public long RoundTrips { get; private set; }

    /// <summary>Which walker is at each rung: the index process.</summary>
    private int[] Walkers { get; }

    /// <summary>The mean rejection probability between rung and rung + 1.</summary>
    public double Rejection(int rung) => attempts[rung] == 0 ? 0 : 1 - acceptance[rung] / attempts[rung];

    /// <summary>
    /// Exchanges replicas with probability min(1, exp((beta_{l+1} - beta_l) (ln L_l - ln L_{l+1}))).
    /// </summary>
    /// <param name="replicas">The replicas of this chain, by rung.</param>
    /// <param name="ladder">The inverse temperatures.</param>
    /// <param name="sweep">The number of the sweep.</param>
    public void Exchange(Span<Replica> replicas, IReadOnlyList<double> ladder, long sweep)
    {
        random.BeginSweep(sweep);
        for (int rung = (int)(sweep & 1); rung + 1 < replicas.Length; rung += 2)
        {
            double gap = ladder[rung + 1] - ladder[rung];
            double logRatio = gap * (replicas[rung].LogLikelihood - replicas[rung + 1].LogLikelihood);
            acceptance[rung] += logRatio >= 0 ? 1 : Math.Exp(logRatio);
            attempts[rung]++;
            if (random.NextLogUniform() < logRatio)
            {
                (replicas[rung], replicas[rung + 1]) = (replicas[rung + 1], replicas[rung]);
                (Walkers[rung], Walkers[rung + 1]) = (Walkers[rung + 1], Walkers[rung]);
            }
        }

        CountRoundTrips();
    }

    /// <summary>Carries the statistics of this round.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Numbers(acceptance);
        stream.Numbers(attempts);
        stream.Numbers(Walkers);
        stream.Numbers(MemoryMarshal.Cast<Journey, int>(journeys.AsSpan()));
        long roundTrips = RoundTrips;
        stream.Number(ref roundTrips);
        RoundTrips = roundTrips;
    }

    private void CountRoundTrips()
    {
        ref Journey hottest = ref journeys[Walkers[0]];
        RoundTrips += hottest == Journey.Downwards ? 1 : 0;
        hottest = Journey.Upwards;
        ref Journey coldest = ref journeys[Walkers[^1]];
        coldest = coldest == Journey.Upwards ? Journey.Downwards : coldest;
    }
}
