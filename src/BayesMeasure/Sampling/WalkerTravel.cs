using BayesMeasure.FreeEnergy;

namespace BayesMeasure.Sampling;

/// <summary>What the walkers of a run did between the two ends of the ladder, counted from their paths.</summary>
internal sealed class WalkerTravel
{
    private readonly long[] fromBottom;
    private readonly long[] fromTop;
    private readonly long[] exchanges;

    public WalkerTravel(IndexProcess walkers)
    {
        fromBottom = new long[walkers.Rungs];
        fromTop = new long[walkers.Rungs];
        exchanges = new long[walkers.Rungs - 1];
        for (int chain = 0; chain < walkers.Chains; chain++)
        {
            Follow(walkers, chain);
        }
    }

    /// <summary>Which end of the ladder a walker visited last.</summary>
    private enum End
    {
        None,
        Bottom,
        Top,
    }

    /// <summary>How many times a walker went from the bottom to the top and back to the bottom.</summary>
    public long RoundTrips { get; private set; }

    /// <summary>How many times a walker that came from the bottom reached the top.</summary>
    public long Restarts { get; private set; }

    /// <summary>How many exchanges there were between rung l and l + 1.</summary>
    public IReadOnlyList<long> Exchanges => exchanges;

    /// <summary>
    /// Of the walkers at each rung that have seen an end of the ladder, the share that saw the top last; NaN at a rung where
    /// there were none.
    /// </summary>
    public double[] SharesFromTop() => [.. fromTop.Zip(fromBottom, (top, bottom) => (double)top / (top + bottom))];

    private void Follow(IndexProcess walkers, int chain)
    {
        var last = new End[walkers.Rungs];
        var hasClimbed = new bool[walkers.Rungs];
        ushort[] before = [.. Enumerable.Range(0, walkers.Rungs).Select(walker => (ushort)walker)];
        for (int sweep = 0; sweep < walkers.Sweeps; sweep++)
        {
            ReadOnlySpan<ushort> now = walkers[chain, sweep];
            CountExchanges(before, now);
            VisitEnds(now, last, hasClimbed);
            CountOrigins(now, last);
            now.CopyTo(before);
        }
    }

    /// <summary>A round trip begins at the bottom: a walker that starts at the top has first to go there.</summary>
    private void VisitEnds(ReadOnlySpan<ushort> now, End[] last, bool[] hasClimbed)
    {
        ushort top = now[^1];
        if (last[top] == End.Bottom)
        {
            Restarts++;
            hasClimbed[top] = true;
        }

        last[top] = End.Top;
        ushort bottom = now[0];
        if (last[bottom] == End.Top && hasClimbed[bottom])
        {
            RoundTrips++;
        }

        last[bottom] = End.Bottom;
    }

    private void CountOrigins(ReadOnlySpan<ushort> now, End[] last)
    {
        for (int rung = 0; rung < now.Length; rung++)
        {
            switch (last[now[rung]])
            {
                case End.Bottom:
                    fromBottom[rung]++;
                    break;
                case End.Top:
                    fromTop[rung]++;
                    break;
            }
        }
    }

    private void CountExchanges(ReadOnlySpan<ushort> before, ReadOnlySpan<ushort> now)
    {
        for (int rung = 0; rung + 1 < now.Length; rung++)
        {
            exchanges[rung] += now[rung] != before[rung] && now[rung] == before[rung + 1] ? 1 : 0;
        }
    }
}
