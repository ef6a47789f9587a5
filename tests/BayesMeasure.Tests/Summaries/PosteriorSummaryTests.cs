using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Summaries;

public class PosteriorSummaryTests
{
    private static readonly Prior Peak = new() { ["height"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) };

    [Fact]
    public void Moments_and_quantiles_are_those_of_all_chains()
    {
        double[] first = [.. Enumerable.Range(1, 60).Select(i => (double)(i * 37 % 101))];
        double[] second = [.. Enumerable.Range(61, 41).Concat(Enumerable.Range(200, 19)).Select(i => (double)(i * 37 % 101))];
        double[][][] chains = [[.. first.Select(value => new[] { value })], [.. second.Select(value => new[] { value })]];
        QuantitySummary summary =
            KnownDraws.Create(new Prior { ["a"] = Prior.Normal(50, 30) }, chains, _ => 0).Summary.Parameters[0];
        double[] sorted = [.. first.Concat(second).Order()];
        double mean = sorted.Sum() / 120;
        Assert.Equal(mean, summary.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / 119), summary.StandardDeviation, 1e-12);
        Assert.Equal(Quantile(sorted, 0.05), summary.Quantile05, 1e-12);
        Assert.Equal(Quantile(sorted, 0.5), summary.Median, 1e-12);
        Assert.Equal(Quantile(sorted, 0.95), summary.Quantile95, 1e-12);
        Assert.True(summary.Convergence.BulkEffectiveSamples > 0);
    }

    [Fact]
    public void Interchangeable_components_are_ordered_within_each_draw()
    {
        double[][] chain = [[1, 0.5, 2, -0.5, 3, 0], [4, -1, 5, 1, 6, 0], [7, 3, 8, 2, 9, 1]];
        Result result = KnownDraws.Create(Peak.Repeat(3), [chain], _ => 0);
        PosteriorSummary summary = result.Summary;
        Assert.Equal("center", summary.OrderedBy);
        Assert.Equal([2, -0.5, 3, 0, 1, 0.5], summary.Draws[0, 0].ToArray());
        Assert.Equal([4, -1, 6, 0, 5, 1], summary.Draws[0, 1].ToArray());
        Assert.Equal([9, 1, 8, 2, 7, 3], summary.Draws[0, 2].ToArray());
        Assert.Equal([1, 0.5, 2, -0.5, 3, 0], result.Draws[0, 0].ToArray());
        Assert.Contains("ordered by center", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_parameter_of_the_components_can_give_the_order()
    {
        Prior prior = Peak.Repeat(2) + new Prior { ["offset"] = Prior.Normal(0, 1) };
        Result result = KnownDraws.Create(prior, [[[3, 0, 1, 5, -7]]], _ => 0);
        PosteriorSummary summary = result.SummaryBy("height");
        Assert.Equal([1, 5, 3, 0, -7], summary.Draws[0, 0].ToArray());
        Assert.Equal("height", summary.OrderedBy);
    }

    [Fact]
    public void A_shared_parameter_stays_in_its_place_while_the_components_are_ordered()
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(2, 2),
            ["precision"] = Prior.Gamma(2, 2),
            ["center"] = Prior.Normal(0, 1),
        };
        Prior prior = peak.Repeat(2, shared: ["precision"]);
        var posterior = new Posterior(
            new([0], [1]), ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2), GaussianNoise.Known(1), prior);
        Draws draws = KnownDraws.Of(posterior.Parameters, [[[1, 10, 5, 2, -5]]]);
        Result result = KnownDraws.Create(new Prior(), [[[]]], _ => 0) with { Target = posterior, Draws = draws };
        PosteriorSummary summary = result.Summary;
        Assert.Equal("center", summary.OrderedBy);
        Assert.Equal([2, 10, -5, 1, 5], summary.Draws[0, 0].ToArray());
    }

    [Fact]
    public void Components_with_different_priors_stay_where_they_are()
    {
        Prior prior = Peak.Repeat(1) + new Prior { ["center[2]"] = Prior.Normal(0, 1) };
        Prior different = new Prior { ["center"] = Prior.Normal(0, 1) }.Repeat(2);
        Assert.Null(KnownDraws.Create(prior, [[[1, 2, -3]]], _ => 0).Summary.OrderedBy);
        Assert.Equal("center", KnownDraws.Create(different, [[[1, 2]]], _ => 0).Summary.OrderedBy);
        Result labelled = KnownDraws.Create(Peak.Repeat(2), [[[1, 2, 3, -4]]], _ => 0);
        Result unequal = labelled with { Draws = WithPrior(labelled.Draws, 3) };
        PosteriorSummary summary = unequal.Summary;
        Assert.Null(summary.OrderedBy);
        Assert.Equal([1, 2, 3, -4], summary.Draws[0, 0].ToArray());
        Assert.DoesNotContain("ordered", summary.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    public void Each_of_several_repeated_priors_is_ordered_by_itself(int peaks, int lines)
    {
        Prior line = new() { ["place"] = Prior.Normal(0, 1), ["strength"] = Prior.Gamma(2, 2) };
        Prior prior = Peak.Repeat(peaks) + line.Repeat(lines);
        double[] point = [.. Enumerable.Range(0, 2 * (peaks + lines)).Select(i => 10.0 - i)];
        Result result = KnownDraws.Create(prior, [[point]], _ => 0);
        double[] expected = [.. point];
        (expected[0], expected[1], expected[2], expected[3]) = (point[2], point[3], point[0], point[1]);
        PosteriorSummary byCenter = result.Summary;
        Assert.Equal(peaks == 2 ? "center" : null, byCenter.OrderedBy);
        Assert.Equal(peaks == 2 ? expected : point, byCenter.Draws[0, 0].ToArray());
        PosteriorSummary byPlace = result.SummaryBy("place");
        Assert.Equal(lines == 2 ? "place" : null, byPlace.OrderedBy);
        Assert.Equal(point[..(2 * peaks)], byPlace.Draws[0, 0][..(2 * peaks)].ToArray());
        Assert.Equal(lines == 2 ? point[^2] : point[2 * peaks], byPlace.Draws[0, 0][2 * peaks]);
    }

    [Theory]
    [InlineData("center[1]", null)]
    [InlineData("offset", "center")]
    public void A_component_that_something_else_is_tied_to_stays_where_it_is(string followed, string? orderedBy)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(2, 2),
            ["precision"] = Prior.TiedTo("amplitude"),
            ["center"] = Prior.Normal(0, 1),
        };
        Prior line = new()
        {
            ["offset"] = Prior.Normal(0, 1),
            ["slope"] = Prior.TiedTo(followed),
            ["reference"] = Prior.Fixed(0),
        };
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2) + ForwardModel.Of<LinearBackground>();
        var posterior = new Posterior(new([0], [1]), model, GaussianNoise.Known(1), peak.Repeat(2) + line);
        Draws draws = KnownDraws.Of(posterior.Parameters, [[[1, 5, 2, -5, 0]]]);
        Result result = KnownDraws.Create(new Prior(), [[[]]], _ => 0) with { Target = posterior, Draws = draws };
        PosteriorSummary summary = result.Summary;
        Assert.Equal(orderedBy, summary.OrderedBy);
        Assert.Equal(orderedBy is null ? [1, 5, 2, -5, 0] : [2, -5, 1, 5, 0], summary.Draws[0, 0].ToArray());
    }

    [Fact]
    public void There_is_nothing_to_order_with_one_component()
    {
        Assert.Null(KnownDraws.Create(Peak.Repeat(1), [[[1, 2]]], _ => 0).Summary.OrderedBy);
        Assert.Null(KnownDraws.Create(Peak.Repeat(1), [[[1, 2]]], _ => 0).SummaryBy("height").OrderedBy);
        Assert.Null(KnownDraws.Create(Peak, [[[1, 2]]], _ => 0).SummaryBy("height").OrderedBy);
        Assert.Null(KnownDraws.Create(Peak, [[[1, 2]]], _ => 0).Summary.OrderedBy);
    }

    [Fact]
    public void The_best_draw_is_that_of_the_highest_posterior_density_in_one_piece()
    {
        double[][][] chains = [[[1, 5, 1, -5], [1, 1, 2, 0.5]], [[1, 0.2, 3, 0.1], [1, 3, 1, 3]]];
        Result result = KnownDraws.Create(Peak.Repeat(2), chains, point => point[2] == 2 ? 5 : 0);
        Assert.Equal([2, 0.5, 1, 1], result.Summary.Parameters.Select(parameter => parameter.MaximumAPosteriori));
        Result priorDecides = KnownDraws.Create(Peak.Repeat(2), chains, _ => 0);
        Assert.Equal(
            [2, 0.5, 1, 1], priorDecides.Summary.Parameters.Select(parameter => parameter.MaximumAPosteriori));
    }

    [Fact]
    public void The_table_has_a_line_for_each_parameter()
    {
        string[] lines =
            KnownDraws.Create(Peak, [[[1, 2], [1.5, 3]]], _ => 0).Summary.ToString().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("height ", lines[1], StringComparison.Ordinal);
        Assert.Contains(" 1.25 ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("center ", lines[2], StringComparison.Ordinal);
    }

    private static Draws WithPrior(Draws draws, int position)
    {
        var parameters = draws.Parameters.ToArray();
        parameters[position] = parameters[position] with { Prior = Prior.Normal(0, 2) };
        return KnownDraws.Of(parameters, [[draws[0, 0].ToArray()]]);
    }

    /// <summary>The definition R8 of Hyndman and Fan (1996): x at (N + 1/3) p + 1/3, linear between draws.</summary>
    private static double Quantile(double[] sorted, double probability)
    {
        double position = (sorted.Length + 1.0 / 3) * probability + 1.0 / 3;
        int below = (int)position;
        return sorted[below - 1] + (position - below) * (sorted[below] - sorted[below - 1]);
    }
}
