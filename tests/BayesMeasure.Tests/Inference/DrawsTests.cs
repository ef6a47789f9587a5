using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Inference;

public class DrawsTests
{
    private static readonly IReadOnlyList<Parameter> Pair =
        new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1), ["b"] = Prior.Normal(0, 1) }, _ => 0).Parameters;

    private static readonly double[][] Values = [[100, -100, 101, -101, 102, -102], [110, -110, 111, -111, 112, -112]];
    private static readonly double[][] LogLikelihoods = [[1000, 1010, 1020], [1100, 1110, 1120]];
    private static readonly double[][] LogPriors = [[10, 10.1, 10.2], [11, 11.1, 11.2]];

    [Fact]
    public void What_was_given_is_read_back()
    {
        var draws = new Draws(Pair, Values, LogLikelihoods, LogPriors);
        Assert.Equal((2, 3), (draws.Chains, draws.Count));
        Assert.Equal([112, -112], draws[1, 2].ToArray());
        Assert.Equal((1120, 11.2), (draws.LogLikelihood(1, 2), draws.LogPrior(1, 2)));
        Assert.Equal([[100, 101, 102], [110, 111, 112]], draws.Of(0));
        Assert.Equal([[-100, -101, -102], [-110, -111, -112]], draws.Of(1));
    }

    [Fact]
    public void They_stay_as_they_are_whatever_becomes_of_the_numbers_that_were_given()
    {
        double[][] values = [[1, 2], [3, 4]];
        var draws = new Draws(Pair, values, [[0], [0]], [[0], [0]]);
        values[0][0] = double.NaN;
        values[1] = [];
        Assert.Equal([1, 2], draws[0, 0].ToArray());
        Assert.Equal([3, 4], draws[1, 0].ToArray());
    }

    [Fact]
    public void A_stopped_run_has_the_draws_it_made_and_no_others()
    {
        var draws = Draws.Sharing(Pair, [[100, -100, 101, -101, 0, 0]], [[1000, 1010, 0]], [[10, 10.1, 0]], count: 2);
        Assert.Equal(2, draws.Count);
        Assert.Equal([100, 101], draws.Of(0)[0]);
        Assert.Equal(2, draws.Rearranged(_ => { }).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => draws[0, 2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.LogLikelihood(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.LogPrior(0, -1));
    }

    [Fact]
    public void Rearranging_makes_a_copy_with_the_same_densities()
    {
        var draws = new Draws(Pair, Values, LogLikelihoods, LogPriors);
        Draws turned = draws.Rearranged(point => point.Reverse());
        Assert.Equal([-111, 111], turned[1, 1].ToArray());
        Assert.Equal([111, -111], draws[1, 1].ToArray());
        Assert.Equal((draws.LogLikelihood(1, 1), draws.LogPrior(1, 1)), (turned.LogLikelihood(1, 1), turned.LogPrior(1, 1)));
    }

    [Fact]
    public void Numbers_that_make_no_draws_are_refused()
    {
        Assert.Contains("at least one chain", Refusal([], [], []), StringComparison.Ordinal);
        Assert.Contains("at least one draw", Refusal([[]], [[]], [[]]), StringComparison.Ordinal);
        Assert.Contains(
            "values of 2 chains, log likelihoods of 2 and log priors of 1",
            Refusal(Values, LogLikelihoods, LogPriors[..1]),
            StringComparison.Ordinal);
        Assert.Contains(
            "Chain 1 has 5 values, 3 log likelihoods and 3 log priors: 3 draws of 2 parameters have 6 values",
            Refusal([Values[0], Values[1][..5]], LogLikelihoods, LogPriors),
            StringComparison.Ordinal);
        Assert.StartsWith("Chain 1 has", Refusal([Values[0], Values[1][..4]], [[1, 2, 3], [1, 2]], [[1, 2, 3], [1, 2]]));
        Assert.StartsWith("Chain 0 has", Refusal(Values, LogLikelihoods, [[1, 2], [1, 2]]));
        Assert.Throws<ArgumentNullException>(() => new Draws(Pair, null!, LogLikelihoods, LogPriors));
        Assert.Throws<ArgumentNullException>(() => new Draws(null!, Values, LogLikelihoods, LogPriors));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_refused_where_it_stands(double value) => Assert.Contains(
        "Draw 1 of chain 0 has b = ", Refusal([[1, 2, 3, value]], [[0, 0]], [[0, 0]]), StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_density_that_is_none_is_refused_where_it_stands(double density)
    {
        double[][] values = [[1, 2, 3, 4]];
        Assert.Contains("Draw 1 of chain 0 has log L", Refusal(values, [[0, density]], [[0, 0]]), StringComparison.Ordinal);
        Assert.Contains("Draw 0 of chain 0 has log p", Refusal(values, [[0, 0]], [[density, 0]]), StringComparison.Ordinal);
    }

    private static string Refusal(double[][] values, double[][] logLikelihoods, double[][] logPriors) =>
        Assert.Throws<ArgumentException>(() => new Draws(Pair, values, logLikelihoods, logPriors)).Message;
}
