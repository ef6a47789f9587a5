using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class RoundTests
{
    [Fact]
    public void A_schedule_spends_exactly_what_was_asked_for()
    {
        for (int burnIn = 1; burnIn < 2000; burnIn++)
        {
            Round[] rounds = [.. Round.Schedule(new() { BurnInSweeps = burnIn, Sweeps = 77 })];
            Assert.Equal(burnIn, rounds[..^1].Sum(round => round.Sweeps));
            Assert.All(rounds, round => Assert.True(round.Sweeps > 0));
            Assert.All(
                rounds.Index(),
                round => Assert.Equal(rounds[..round.Index].Sum(before => before.Sweeps), round.Item.SweepsBefore));
            Assert.Equal(new Round(77, burnIn, IsBurnIn: false, TunesLadder: false), rounds[^1]);
            Assert.All(rounds[..^1], round => Assert.True(round.IsBurnIn));
            Assert.All(rounds[..^2], round => Assert.True(round.TunesLadder));
            Assert.False(rounds[^2].TunesLadder);
        }
    }

    [Fact]
    public void The_last_round_of_burn_in_is_half_of_it() =>
        Assert.Equal([62, 62, 125, 250, 500, 1001, 4000], Round.Schedule(new()).Select(round => round.Sweeps));

    [Fact]
    public void The_round_before_it_searches()
    {
        Assert.Equal([false, false, false, false, true, false, false], Round.Schedule(new()).Select(round => round.Searches));
        Assert.DoesNotContain(Round.Schedule(new() { SearchTo = 1 }), round => round.Searches);
        Assert.DoesNotContain(Round.Schedule(new() { BurnInSweeps = 400 }), round => round.Searches);
        Assert.DoesNotContain(Round.Schedule(new() { Ladder = TemperatureLadder.Explicit(0, 1) }), round => round.Searches);
    }

    [Fact]
    public void A_ladder_of_ones_own_is_never_tuned()
    {
        ReplicaExchangeOptions options = new() { Ladder = TemperatureLadder.Explicit(0, 1) };
        Assert.DoesNotContain(Round.Schedule(options), round => round.TunesLadder);
    }
}
