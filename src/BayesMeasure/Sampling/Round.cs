namespace BayesMeasure.Sampling;

/// <summary>A stretch of sweeps with one ladder.</summary>
/// <param name="Sweeps">The most sweeps.</param>
/// <param name="SweepsBefore">The most sweeps of all rounds before it.</param>
/// <param name="IsBurnIn">Whether steps are adapted and nothing is recorded.</param>
/// <param name="TunesLadder">Whether the ladder is tuned to equal exchange rates at the end.</param>
/// <param name="Searches">Whether the ladder goes beyond beta = 1, to find modes that no replica from the prior reaches.</param>
public readonly record struct Round(int Sweeps, long SweepsBefore, bool IsBurnIn, bool TunesLadder, bool Searches = false)
{
    /// <summary>Burn-in is split into at most so many rounds.</summary>
    private const int MostRounds = 6;
    private const int ShortestRound = 16;

    /// <summary>
    /// Burn-in rounds that double in length, each but the last followed by a new ladder, and then the round that counts.
    /// The last burn-in round, half of it all, adapts the steps to the final ladder. The one before it, when replicas know the
    /// posterior, searches beyond it.
    /// </summary>
    internal static IEnumerable<Round> Schedule(ReplicaExchangeOptions options)
    {
        int rounds = 1;
        while (rounds < MostRounds && options.MostBurnInSweeps >> rounds >= ShortestRound)
        {
            rounds++;
        }

        int before = 0;
        bool tunes = options.Ladder is null;
        bool searches = tunes && options.SearchTo > 1;
        for (int round = 1; round < rounds; round++)
        {
            int sweeps = options.MostBurnInSweeps >> (rounds - Math.Max(round - 1, 1));
            yield return new(sweeps, before, IsBurnIn: true, tunes, Searches: searches && round == MostRounds - 1);
            before += sweeps;
        }

        yield return new(options.MostBurnInSweeps - before, before, IsBurnIn: true, TunesLadder: false);
        yield return new(options.MostSweeps, options.MostBurnInSweeps, IsBurnIn: false, TunesLadder: false);
    }

    /// <summary>Whether recording begins after this round.</summary>
    /// <param name="options">The settings that the round was made from.</param>
    internal bool EndsBurnIn(ReplicaExchangeOptions options) => IsBurnIn && SweepsBefore + Sweeps == options.MostBurnInSweeps;

    /// <summary>The Robbins-Monro gain of a sweep of this round; 0 when nothing is adapted.</summary>
    /// <param name="sweep">The sweeps of the round that are done before it.</param>
    public double AdaptationGain(int sweep) => IsBurnIn ? 0.5 / (1 + sweep / 50.0) + 0.01 : 0;
}
