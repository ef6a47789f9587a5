using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sensitivity;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Sensitivity;

/// <summary>What reweighting gives where the answer is plain, and what it refuses. The statistics are tested elsewhere.</summary>
public class PriorSensitivityTests
{
    [Fact]
    public void A_box_that_the_posterior_does_not_fill_costs_a_factor_of_two_for_each_component()
    {
        Prior prior = new Prior
        {
            ["center"] = Prior.Uniform(0, 10),
        }.Repeat(3) + new Prior { ["width"] = Prior.LogUniform(0.01, 100) };
        Result result = Inside(prior, 5, 1);
        AssertChange(-3 * Math.Log(2), Single(result, "center", 2));
        AssertChange(3 * Math.Log(2), Single(result, "center", 0.5));
        AssertChange(-Math.Log(2), Single(result, "width", 2));
        AssertChange(Math.Log(2), Single(result, "width", 0.5));

        static void AssertChange(double expected, ScaledEvidence evidence)
        {
            Assert.Null(evidence.Refusal);
            Assert.Equal(expected, evidence.Change, 1e-12);
            Assert.Equal(0, evidence.ChangeStandardError, 1e-12);
            Assert.Equal(4000, evidence.EffectiveSamples);
        }
    }

    [Fact]
    public void A_prior_that_all_components_share_is_scaled_once()
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 10),
            ["precision"] = Prior.Uniform(0, 10),
            ["center"] = Prior.Uniform(0, 10),
        };
        var posterior = new Posterior(
            new([0], [1]), ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2), GaussianNoise.Known(1),
            peak.Repeat(2, shared: ["precision"]));
        Draws draws = KnownDraws.Of(posterior.Parameters, [[.. Enumerable.Repeat<double[]>([5, 5, 5, 5, 5], 200)]]);
        Result result = Inside(new Prior(), 0, 0) with { Target = posterior, Draws = draws };
        Assert.Equal(
            ["amplitude", "precision", "center"], PriorSensitivity.Of(result, [2]).Evidences.Select(evidence => evidence.Name));
        Assert.Equal(-2 * Math.Log(2), Single(result, "amplitude", 2).Change, 1e-12);
        Assert.Equal(-Math.Log(2), Single(result, "precision", 2).Change, 1e-12);
    }

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(5, true)]
    [InlineData(9.8, false)]
    public void A_posterior_at_the_edge_of_a_box_is_refused_a_wider_one_but_not_a_narrower_one(double at, bool isInside)
    {
        var prior = new Prior { ["center"] = Prior.Uniform(0, 10) };
        ScaledEvidence wider = Single(Inside(prior, at, 0.1), "center", 2);
        Assert.Equal(isInside, wider.Refusal is null);
        Assert.Equal(isInside ? null : "not by reweighting: the posterior reaches the edge of the prior", wider.Refusal);
        Assert.Equal(!isInside, double.IsNaN(wider.Change) && wider.FreeEnergy is null);
        ScaledEvidence narrower = Single(Inside(prior, at, 0.1), "center", 0.5);
        Assert.Equal(isInside ? null : "not by reweighting: no draw lies inside the narrower prior", narrower.Refusal);
    }

    /// <summary>Every draw uniform: half of them lie inside the half as wide prior, and log Z stays what it was.</summary>
    [Fact]
    public void A_parameter_without_data_changes_nothing_when_halved_and_is_refused_when_doubled()
    {
        var prior = new Prior { ["free"] = Prior.Uniform(-1, 1), ["noise"] = Prior.LogUniform(1, 100) };
        var random = new RandomStream(8, 0, 0);
        double[][] chain = [.. Enumerable.Range(0, 4000).Select(_ => prior.Entries
            .Select(entry => ((Distribution)entry.Rule).Draw(random)).ToArray())];
        Result result = KnownDraws.Create(prior, [chain], _ => 0);
        foreach (string name in new[] { "free", "noise" })
        {
            ScaledEvidence halved = Single(result, name, 0.5);
            Assert.InRange(halved.Change / halved.ChangeStandardError, -3, 3);

            // One chain gives three long batches, whose scatter may well be twice too large.
            Assert.InRange(halved.ChangeStandardError * Math.Sqrt(4000), 0.9, 2.5);
            Assert.Contains("reaches the edge", Single(result, name, 2).Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Weights_without_a_variance_are_refused()
    {
        var prior = new Prior { ["a"] = Prior.Normal(0, 1) };
        var random = new RandomStream(8, 0, 0);
        Result result =
            KnownDraws.Create(prior, [[.. Enumerable.Range(0, 8000).Select(_ => new[] { random.NextNormal() })]], _ => 0);
        Assert.Equal("not by reweighting: a few draws outweigh all others", Single(result, "a", 2).Refusal);
        Assert.Null(Single(result, "a", 0.5).Refusal);
        Assert.Equal("not by reweighting: too few draws would count", Single(result, "a", 1e-3).Refusal);
        Assert.Equal("not by reweighting: too few draws would count", Single(Inside(prior, 0, 0.1, draws: 50), "a", 2).Refusal);
    }

    [Fact]
    public void What_has_no_such_width_is_said_to_have_none()
    {
        var prior = new Prior { ["fraction"] = Prior.Beta(0.2, 0.2), ["own"] = new Cauchy() };
        Result result = Inside(prior, 0.5, 0.001);
        Assert.Equal("not defined: there is no Beta(0.2, 0.2) of 2 times the width", Single(result, "fraction", 2).Refusal);
        Assert.StartsWith("not defined:", Single(result, "own", 0.5).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_line_for_each_prior_and_factor()
    {
        Result result = Inside(new Prior { ["a"] = Prior.Uniform(0, 10), ["b"] = Prior.Uniform(0, 10) }.Repeat(2), 5, 0.01);
        string[] lines = PriorSensitivity.Of(result).ToString().Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.Matches(@"^a +x 0\.5 +\+1\.386 +1\.38629$", lines[1]);
        Assert.Matches(@"^b +x 2 +-1\.386 +-1\.38629$", lines[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => PriorSensitivity.Of(result, [0]));
        Assert.Empty(PriorSensitivity.Of(KnownDraws.Create(new Prior(), [[[], []]], _ => 0)).Evidences);
    }

    private static ScaledEvidence Single(Result result, string name, double factor) =>
        PriorSensitivity.Of(result, [factor]).Evidences.Single(evidence => evidence.Name == name);

    /// <summary>A posterior that is uniform on a short interval, the same for every parameter.</summary>
    private static Result Inside(Prior prior, double center, double length, int draws = 4000)
    {
        var random = new RandomStream(9, 0, 0);
        return KnownDraws.Create(
            prior,
            [[.. Enumerable.Range(0, draws).Select(_ =>
                prior.Entries.Select(_ => center + length * (random.NextUniform() - 0.5)).ToArray())]],
            _ => 0);
    }

    /// <summary>A distribution of a user's own, which says nothing of its width.</summary>
    private sealed record Cauchy : Distribution
    {
        public override Coordinate Coordinate => Coordinate.Linear;

        public override double Minimum => double.NegativeInfinity;

        public override double Maximum => double.PositiveInfinity;

        public override double Mean => double.NaN;

        public override double StandardDeviation => double.NaN;

        public override double LogDensity(double value) => -Math.Log(Math.PI * (1 + value * value));

        public override double CumulativeProbability(double value) => 0.5 + Math.Atan(value) / Math.PI;

        public override double Draw(RandomStream random) => Math.Tan(Math.PI * (random.NextUniform() - 0.5));
    }
}
