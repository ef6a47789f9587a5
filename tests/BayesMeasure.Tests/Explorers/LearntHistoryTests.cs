using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.Explorers;

public class LearntHistoryTests
{
    private const int Capacity = 200;

    [Fact]
    public void Every_ordered_pair_of_points_is_as_likely()
    {
        const int points = 5;
        LearntHistory history = Filled(points, _ => 0);
        var random = new RandomStream(1, 0, 0);
        var counts = new int[points * points];
        for (int draw = 0; draw < 20_000; draw++)
        {
            (int first, int second) = history.DrawPair(random);
            counts[points * first + second]++;
        }

        double[] probabilities =
            [.. Enumerable.Range(0, points * points).Select(pair => pair / points == pair % points ? 0 : 1.0 / 20)];
        Assert.True(ChiSquare.Significance(counts, probabilities) > 1e-4);
    }

    [Fact]
    public void A_full_history_forgets_at_random()
    {
        LearntHistory history = Filled(4 * Capacity, turn => turn);
        Assert.Equal(Capacity, history.Count);
        double[] kept = [.. Enumerable.Range(0, Capacity).Select(point => history[point][0])];
        int old = kept.Count(turn => turn < 3 * Capacity);

        // A point survives each later one with probability 1 - 1/capacity: after one capacity, a share 1/e.
        Assert.InRange(
            old / (double)Capacity, Math.Exp(-1) - 4 * Math.Sqrt(0.25 / Capacity), Math.Exp(-1) + 4 * Math.Sqrt(0.25 / Capacity));
    }

    [Fact]
    public void A_pooled_history_holds_as_many_points_of_each_chain()
    {
        LearntHistory[] chains = [Filled(30, _ => 0), Filled(30, _ => 1), Filled(30, _ => 2)];
        chains[0].Pool(chains);
        Assert.Equal(30, chains[0].Count);
        Assert.All([0, 1, 2], chain => Assert.Equal(10, Enumerable.Range(0, 30).Count(point => chains[0][point][0] == chain)));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.4, 1.0)]
    [InlineData(0.6, 2.0)]
    [InlineData(1.0, 2.0)]
    public void A_new_rung_takes_the_history_of_the_nearer_neighbour(double weight, double expected)
    {
        var heir = new LearntHistory(2);
        heir.BlendFrom(Filled(7, _ => 1), Filled(9, _ => 2), weight);
        Assert.Equal(expected == 1 ? 7 : 9, heir.Count);
        Assert.Equal([expected, -expected], heir[0].ToArray());
    }

    private static LearntHistory Filled(int points, Func<int, double> value)
    {
        var history = new LearntHistory(2);
        var random = new RandomStream(3, 0, 0);
        for (int turn = 0; turn < points; turn++)
        {
            history.Add([value(turn), -value(turn)], random);
        }
        return history;
    }
}
