using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>How far a run has come in its schedule.</summary>
/// <param name="most">The most sweeps that it may take, burn-in included.</param>
internal sealed class SweepCount(long most)
{
    private const int Reports = 200;
    private const int MostRounds = 64;

    private readonly long sweepsPerReport = Math.Max(1, most / Reports);
    private int round;
    private int ofRound;
    private long all;

    /// <summary>The position in the schedule of the round that goes on; the number of rounds when the run has ended.</summary>
    public int Round => round;

    /// <summary>The sweeps of this round that are done.</summary>
    public int OfRound => ofRound;

    /// <summary>The sweeps that are done since the run began.</summary>
    public long All => all;

    /// <summary>The most sweeps that the run may take, burn-in included.</summary>
    public long Most => most;

    /// <summary>Counts a sweep.</summary>
    /// <returns>Whether it is time to tell how far the run has come: about two hundred times.</returns>
    public bool EndSweep()
    {
        ofRound++;
        all++;
        return all % sweepsPerReport == 0 || all == most;
    }

    /// <summary>Counts a round.</summary>
    public void EndRound()
    {
        round++;
        ofRound = 0;
    }

    /// <summary>Leaves out the rounds up to a later one.</summary>
    /// <param name="position">The position of that round in the schedule.</param>
    public void SkipTo(int position) => round = position;

    /// <summary>Carries the numbers.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Number(ref round);
        stream.Number(ref ofRound);
        stream.Number(ref all);
        StateStream.Require(round, 0, MostRounds, "rounds");
        StateStream.Require(all, 0, most, "sweeps");
        StateStream.Require(ofRound, 0, all, "sweeps of a round");
    }
}
