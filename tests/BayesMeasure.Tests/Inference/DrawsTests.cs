using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Inference;

public class DrawsTests
{
    private static readonly IReadOnlyList<Parameter> Pair =
        new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1), ["b"] = Prior.Normal(0, 1) }, _ => 0).Parameters;

    [Fact]
    public void What_was_recorded_is_read_back()
    {
        Draws draws = Recorded(chains: 2, draws: 3, capacity: 3);
        Assert.Equal((2, 3), (draws.Chains, draws.Count));
        Assert.Equal([112, -112], draws[1, 2].ToArray());
        Assert.Equal((1120, 11.2), (draws.LogLikelihood(1, 2), draws.LogPrior(1, 2)));
        Assert.Equal([[100, 101, 102], [110, 111, 112]], draws.Of(0));
        Assert.Equal([[-100, -101, -102], [-110, -111, -112]], draws.Of(1));
    }

    [Fact]
    public void A_stopped_run_has_the_draws_it_made_and_no_others()
    {
        Draws draws = Recorded(chains: 1, draws: 2, capacity: 5);
        Assert.Equal(2, draws.Count);
        Assert.Equal([100, 101], draws.Of(0)[0]);
        Assert.Equal(2, draws.Rearranged(_ => { }).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => draws[0, 2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.LogLikelihood(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.LogPrior(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.Complete(6));
    }

    [Fact]
    public void Rearranging_makes_a_copy_with_the_same_densities()
    {
        Draws draws = Recorded(chains: 2, draws: 2, capacity: 2);
        Draws turned = draws.Rearranged(point => point.Reverse());
        Assert.Equal([-111, 111], turned[1, 1].ToArray());
        Assert.Equal([111, -111], draws[1, 1].ToArray());
        Assert.Equal((draws.LogLikelihood(1, 1), draws.LogPrior(1, 1)), (turned.LogLikelihood(1, 1), turned.LogPrior(1, 1)));
    }

    private static Draws Recorded(int chains, int draws, int capacity)
    {
        var record = new Draws(Pair, chains, capacity);
        for (int chain = 0; chain < chains; chain++)
        {
            for (int draw = 0; draw < draws; draw++)
            {
                double value = 100 + 10 * chain + draw;
                record.Record(chain, draw, [value, -value], 10 * value, value / 10);
            }
        }

        record.Complete(draws);
        return record;
    }
}
