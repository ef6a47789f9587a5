using BayesMeasure.Criticism;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Criticism;

/// <summary>A posterior at the bound of its prior is told from one that is near it, broad, or at a natural end.</summary>
public class PriorEdgesTests
{
    private static readonly Distribution Wide = Prior.Uniform(0, 100);

    [Fact]
    public void A_pile_at_either_bound_is_found()
    {
        Assert.Contains("lower bound of its prior, Uniform(0, 100)", Single(Wide, random => 0.1 * random.NextExponential()));
        Assert.Contains("upper bound", Single(Wide, random => 100 - 0.1 * random.NextExponential()));
        Assert.Contains("upper bound", Single(Wide, random => 100 - 20 * Math.Abs(random.NextNormal())));
        Assert.Contains(
            "widen it (on a command line --prior value=...)",
            Single(Prior.LogUniform(1e-4, 1), random => 1e-4 * Math.Exp(0.01 * random.NextExponential())));
    }

    [Fact]
    public void What_is_near_a_bound_and_not_at_it_is_left_alone()
    {
        Assert.Empty(Found(Wide, random => 1 + 0.2 * random.NextNormal()));
        Assert.Empty(Found(Wide, random => 100 * random.NextUniform()));
        Assert.Empty(Found(Wide, random => 50 + 10 * random.NextNormal()));
        Assert.Empty(Found(Prior.LogUniform(1e-4, 1), random => 1.2e-4 * Math.Exp(0.03 * random.NextNormal())));
    }

    [Fact]
    public void A_prior_that_ends_by_itself_has_no_bound()
    {
        Assert.Empty(Found(Prior.HalfNormal(10), random => 0.01 * random.NextExponential()));
        Assert.Empty(Found(Prior.Gamma(3, 0.1), random => 0.01 * random.NextExponential()));
    }

    [Fact]
    public void Equal_components_in_order_lie_near_bounds_by_themselves()
    {
        var random = new RandomStream(5, chain: 0, replica: 0);
        Prior prior = new Prior { ["value"] = Wide }.Repeat(4);
        double[][][] chains = [[.. Enumerable.Range(0, 2000).Select(_ =>
            Enumerable.Range(0, 4).Select(_ => 100 * random.NextUniform()).ToArray())]];
        Assert.Empty(PriorEdges.Of(KnownDraws.Create(prior, chains, _ => 0)));
    }

    private static string Single(Distribution prior, Func<RandomStream, double> draw) => Assert.Single(Found(prior, draw)).Text;

    private static CriticismFinding[] Found(Distribution prior, Func<RandomStream, double> draw)
    {
        var random = new RandomStream(4, chain: 0, replica: 0);
        double[][][] chains = [[.. Enumerable.Range(0, 1000).Select(_ => new[] { Math.Clamp(draw(random), 0, 1e9) })]];
        return [.. PriorEdges.Of(KnownDraws.Create(new Prior { ["value"] = prior }, chains, _ => 0))];
    }
}
