using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Inference;

/// <summary>
/// Draws of components that are known, with their labels shuffled in every draw: what a summary says of each component is what it
/// was made of, whichever parameter parts the components, and whatever labels the draws had.
/// </summary>
public class LabelTests
{
    private const int Chains = 2;
    private const int Count = 250;

    private static readonly Prior Peak = new()
    {
        ["amplitude"] = Prior.LogNormal(0, 1),
        ["width"] = Prior.LogNormal(0, 1),
        ["center"] = Prior.Normal(0, 5),
    };

    private static readonly Prior Wave = new()
    {
        ["amplitude"] = Prior.LogNormal(0, 1),
        ["phase"] = Prior.Uniform(-Math.PI, Math.PI),
        ["frequency"] = Prior.LogUniform(0.1, 10),
    };

    private static readonly Prior Spot = new() { ["a"] = Prior.Normal(0, 5), ["b"] = Prior.Normal(0, 5) };

    [Fact]
    public void Positions_order_components_where_they_part_them()
    {
        Result result = Shuffled(Peak, [[2, 1, -1], [1, 0.5, 1]], [[0.1, 0.05, 0.2], [0.1, 0.05, 0.2]]);
        Assert.Equal("center", result.Summary.OrderedBy);
        AssertMeans(result.Summary, [2, 1, -1, 1, 0.5, 1], 0.05);
    }

    /// <summary>
    /// Two peaks at one place, a narrow one and a broad one. An order by the center, the usual one, makes two peaks of middling
    /// width of them: this test would reject it.
    /// </summary>
    [Fact]
    public void Where_positions_overlap_another_parameter_that_parts_components_orders_them()
    {
        Result result = Shuffled(Peak, [[2, 3, 0], [1, 0.5, 0]], [[0.1, 0.1, 0.3], [0.1, 0.05, 0.3]]);
        Assert.Equal("width", result.Summary.OrderedBy);
        AssertMeans(result.Summary, [1, 0.5, 0, 2, 3, 0], 0.08);
        PosteriorSummary byCenter = result.SummaryBy("center");
        Assert.InRange(byCenter["width[1]"].Mean, 1.5, 2);
        Assert.InRange(byCenter["width[1]"].StandardDeviation, 1, 1.5);
    }

    [Fact]
    public void Waves_are_ordered_by_their_frequency_and_not_by_their_phase()
    {
        Result result = Shuffled(Wave, [[1, 0.5, 2], [1, 0.4, 1]], [[0.1, 0.3, 0.05], [0.1, 0.3, 0.05]]);
        Assert.Equal("frequency", result.Summary.OrderedBy);
        AssertMeans(result.Summary, [1, 0.4, 1, 1, 0.5, 2], 0.08);
        Assert.InRange(result.SummaryBy("phase")["frequency[1]"].StandardDeviation, 0.4, 0.6);
    }

    /// <summary>Three spots at the corners of a triangle: in either parameter two of them are one.</summary>
    [Fact]
    public void Where_no_parameter_parts_them_each_draw_is_relabelled()
    {
        Result result = Shuffled(Spot, [[0, 0], [0, 6], [6, 0.5]], [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]);
        PosteriorSummary summary = result.Summary;
        Assert.Null(summary.OrderedBy);
        Assert.Contains("each draw was relabelled", Assert.Single(summary.Notes), StringComparison.Ordinal);
        double[][] found = [.. Enumerable.Range(1, 3).Select(k => new[] { summary[$"a[{k}]"].Mean, summary[$"b[{k}]"].Mean })];
        foreach (double[] corner in (double[][])[[0, 0], [0, 6], [6, 0.5]])
        {
            Assert.Contains(found, spot => Math.Abs(spot[0] - corner[0]) < 0.1 && Math.Abs(spot[1] - corner[1]) < 0.1);
        }

        Assert.All(summary.Parameters, parameter => Assert.InRange(parameter.StandardDeviation, 0.45, 0.55));
        Assert.All(summary.Parameters, parameter => Assert.InRange(parameter.Convergence.RHat, 0.99, 1.02));
        Assert.Empty(summary.Warnings);
    }

    /// <summary>Each chain keeps labels of its own: R-hat of the draws as they are finds that chains disagree.</summary>
    [Fact]
    public void R_hat_is_that_of_relabelled_draws()
    {
        Result result = Shuffled(Spot, [[0, 0], [0, 6], [6, 0.5]], [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]);
        Draws told = result.Summary.Draws;
        double[][] first = [.. Enumerable.Range(0, Count).Select(draw => told[0, draw].ToArray())];
        double[][] second =
            [.. Enumerable.Range(0, Count).Select(draw => (double[])[.. told[1, draw][2..], .. told[1, draw][..2]])];
        Draws apart = KnownDraws.Of(told.Parameters, [first, second]);
        Assert.InRange(ConvergenceDiagnostics.Of(apart.Of(0)).RHat, 1.5, double.PositiveInfinity);
        Assert.All(
            (result with { Draws = apart }).Summary.Parameters,
            parameter => Assert.InRange(parameter.Convergence.RHat, 0.99, 1.02));
    }

    [Fact]
    public void Twelve_components_on_a_grid_are_told_apart()
    {
        double[][] grid = [.. Enumerable.Range(0, 12).Select(k => new[] { 5.0 * (k % 4), 5.0 * (k / 4) })];
        Result result = Shuffled(Spot, grid, Array.ConvertAll(grid, _ => new[] { 0.4, 0.4 }));
        Assert.All(result.Summary.Parameters, parameter => Assert.InRange(parameter.StandardDeviation, 0.35, 0.45));
        Assert.Equal(
            grid.Select(spot => (spot[0], spot[1])).Order(),
            Enumerable.Range(1, 12).Select(k => (Nearest($"a[{k}]"), Nearest($"b[{k}]"))).Order());
        double Nearest(string name) => 5 * Math.Round(result.Summary[name].Mean / 5);
    }

    /// <summary>
    /// Two peaks that the data fix, and one that is redundant: it has the values of its prior, so it is anywhere. Sorted by
    /// centers, it pushes the two out of their places.
    /// </summary>
    [Fact]
    public void A_redundant_component_leaves_the_others_in_their_places()
    {
        Result result = Shuffled(
            Peak, [[1, 1, -1], [1, 1, 1], [0.01, 1, 0]], [[0.1, 0.1, 0.05], [0.1, 0.1, 0.05], [0.004, 0.5, 3]]);
        PosteriorSummary summary = result.Summary;
        QuantitySummary[] centers =
            [.. summary.Parameters.Where(one => one.Name.StartsWith("center", StringComparison.Ordinal))];
        Assert.Equal(2, centers.Count(center => center.StandardDeviation < 0.06));
        Assert.DoesNotContain("cannot be told apart", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Components_that_nothing_parts_are_said_to_be_so_instead_of_a_disagreement_of_chains()
    {
        // The second chain is elsewhere, as chains are that have not found the redundant component's other place.
        Result result = Shuffled(
            Peak, [[1, 1, 0], [1, 1, 0]], [[0.2, 0.2, 1], [0.2, 0.2, 1]], (chain, value) => chain == 0 ? value : value + 1);
        PosteriorSummary summary = result.Summary;
        Assert.Equal("center", summary.OrderedBy);
        Assert.Contains("Components 1 and 2 cannot be told apart", summary.ToString(), StringComparison.Ordinal);
        string warning = Assert.Single(
            summary.Warnings, warning => warning.Contains("disagree", StringComparison.Ordinal));
        Assert.Contains("components 1 and 2, which cannot be told apart", warning, StringComparison.Ordinal);
        Assert.Contains("cannot be told apart", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Components_of_two_kinds_are_each_ordered_by_what_parts_them()
    {
        Prior prior = Peak.Repeat(2) + Wave.Labelled("w").Repeat(2);
        Result peaks = Shuffled(Peak, [[2, 1, -1], [1, 0.5, 1]], [[0.1, 0.05, 0.2], [0.1, 0.05, 0.2]]);
        Result waves = Shuffled(Wave, [[1, 0.5, 2], [1, 0.4, 1]], [[0.1, 0.3, 0.05], [0.1, 0.3, 0.05]]);
        double[][][] both = [.. Enumerable.Range(0, Chains).Select(chain => Enumerable.Range(0, Count)
            .Select(draw => (double[])[.. peaks.Draws[chain, draw], .. waves.Draws[chain, draw]]).ToArray())];
        PosteriorSummary summary = KnownDraws.Create(prior, both, _ => 0).Summary;
        Assert.Equal("center, frequency", summary.OrderedBy);
        AssertMeans(summary, [2, 1, -1, 1, 0.5, 1, 1, 0.4, 1, 1, 0.5, 2], 0.08);
    }

    /// <summary>
    /// Whatever permutation the labels of any draw have: means, spreads, R-hat and all else come out the same, bit for bit.
    /// </summary>
    [Fact]
    public void Labels_of_draws_change_no_summary()
    {
        (Prior Prior, double[][] Means, double[][] Widths)[] cases =
        [
            (Peak, [[2, 1, -1], [1, 0.5, 1]], [[0.1, 0.05, 0.2], [0.1, 0.05, 0.2]]),
            (Peak, [[2, 3, 0], [1, 0.5, 0]], [[0.1, 0.1, 0.3], [0.1, 0.05, 0.3]]),
            (Peak, [[1, 1, -1], [1, 1, 1], [0.01, 1, 0]], [[0.1, 0.1, 0.05], [0.1, 0.1, 0.05], [0.004, 0.5, 3]]),
            (Spot, [[0, 0], [0, 6], [6, 0.5]], [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]),
            (Spot, [[0, 0], [1, 1], [1, 2]], [[1, 1], [0.5, 0.5], [1, 1]]),
        ];
        foreach ((Prior prior, double[][] means, double[][] widths) in cases)
        {
            PosteriorSummary first = Shuffled(prior, means, widths, seed: 1).Summary;
            for (ulong seed = 2; seed < 4; seed++)
            {
                PosteriorSummary other = Shuffled(prior, means, widths, seed: seed).Summary;
                Assert.Equal(first.ToString(), other.ToString());
                Assert.Equal(first.Parameters.Select(one => one.Mean), other.Parameters.Select(one => one.Mean));
                Assert.Equal(
                    first.Parameters.Select(one => one.Convergence.RHat), other.Parameters.Select(one => one.Convergence.RHat));
            }
        }
    }

    [Theory]
    [InlineData("widht", "There is no unknown \"widht\"")]
    [InlineData("widht", "Did you mean \"width\"?")]
    [InlineData("widht", "can be ordered by amplitude, width, center.")]
    [InlineData("offset", "\"offset\" is no component's own")]
    [InlineData("kind", "\"kind\" is an indicator")]
    public void A_wrong_order_is_refused_with_what_can_be_used(string orderBy, string answer)
    {
        Prior peak = Peak + new Prior { ["kind"] = Prior.Bernoulli(0.5) };
        Prior prior = peak.Repeat(2) + new Prior { ["offset"] = Prior.Normal(0, 1) };
        Result result = KnownDraws.Create(prior, [[[1, 1, 0, 0, 1, 1, 0, 1, 0]]], _ => 0);
        string refusal = Assert.Throws<ArgumentException>(() => result.SummaryBy(orderBy)).Message;
        Assert.Contains(answer, refusal, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => result.Quantity("x", draw => draw["offset"], orderBy));
    }

    [Fact]
    public void A_shared_parameter_orders_nothing()
    {
        var posterior = new Posterior(
            new([0], [1]),
            ForwardModel.Of<GaussianPeak>().Repeat(2),
            GaussianNoise.Known(1),
            Peak.Repeat(2, shared: ["width"]));
        Draws draws = KnownDraws.Of(posterior.Parameters, [[[1, 1, 0, 1, 1]]]);
        Result result = KnownDraws.Create(new Prior(), [[[]]], _ => 0) with { Target = posterior, Draws = draws };
        string refusal = Assert.Throws<ArgumentException>(() => result.SummaryBy("width")).Message;
        Assert.Contains("what all share", refusal, StringComparison.Ordinal);
        Assert.Contains("by amplitude, center.", refusal, StringComparison.Ordinal);
    }

    private static void AssertMeans(PosteriorSummary summary, double[] means, double tolerance) =>
        Assert.All(summary.Parameters.Zip(means), pair => Assert.InRange(pair.First.Mean - pair.Second, -tolerance, tolerance));

    /// <summary>Normal draws of known components, the same for every seed; the seed is that of their labels alone.</summary>
    private static Result Shuffled(
        Prior prior, double[][] means, double[][] widths, Func<int, double, double>? moved = null, ulong seed = 1)
    {
        double[][][] chains = [.. Enumerable.Range(0, Chains).Select(chain =>
        {
            var random = new RandomStream(7, chain, 0);
            var labels = new RandomStream(seed, chain, 1);
            return Enumerable.Range(0, Count).Select(_ => Point(random, labels, chain)).ToArray();
        })];
        Result known = KnownDraws.Create(prior.Repeat(means.Length), chains, LogLikelihood);
        Draws draws = KnownDraws.Of(known.Draws.Parameters, chains, LogLikelihood);
        return known with { Draws = draws };
        double[] Point(RandomStream random, RandomStream labels, int chain)
        {
            double[][] components = [.. means.Zip(widths, (mean, width) => mean.Zip(width, (m, w) =>
            {
                double value = m + w * random.NextNormal();
                return moved?.Invoke(chain, value) ?? (m > 0 && w < m ? Math.Abs(value) : value);
            }).ToArray())];
            return [.. components.OrderBy(_ => labels.NextUniform()).SelectMany(component => component)];
        }

        // Symmetric, and the same to the last bit for all labels.
        double LogLikelihood(double[] point) => -point.Select(value => Math.Round(value * value, 6)).Order().Sum();
    }
}
