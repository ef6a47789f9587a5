using System.Text.Json.Nodes;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sensitivity;
using BayesMeasure.Tests.Inference;
using CsCheck;

namespace BayesMeasure.Tests.Comparison;

/// <summary>Priors over models, applied after the run; models of different kinds in one comparison.</summary>
public class ModelPriorTests
{
    /// <summary>ln p(model) + ln Z is all that counts: a prior is as good as other evidences.</summary>
    [Fact]
    public void A_prior_counts_as_if_it_were_evidence() => Property.ForAll(
        Gen.Select(Gen.Double[-4, 4].Array[2, 5], Gen.Double[0.01, 2].Array[5], Gen.Double[0.1, 3]),
        drawn =>
        {
            (double[] logEvidences, double[] errors, double ratio) = drawn;
            int[] sweeps = [.. logEvidences.Select((_, k) => 500 * (k + 1))];
            ModelComparison under =
                KnownComparison.Create(logEvidences, errors, sweeps: sweeps).Under(ModelPrior.Geometric(ratio));
            ModelComparison shifted = KnownComparison.Create(
                [.. logEvidences.Select((value, k) => value + (k + 1) * Math.Log(ratio))], errors, sweeps: sweeps);
            Assert.Equal((shifted.Best.Name, shifted.IsDecided, shifted.SweepsToDecide),
                (under.Best.Name, under.IsDecided, under.SweepsToDecide));
            foreach ((WeighedModel expected, WeighedModel actual) in shifted.Models.Zip(under.Models))
            {
                Assert.Equal(expected.Probability, actual.Probability, 1e-12);
                Assert.Equal(expected.ProbabilityStandardError, actual.ProbabilityStandardError, 1e-12);
                Assert.Equal(expected.ProbabilityInterval.Minimum, actual.ProbabilityInterval.Minimum, 1e-12);
                Assert.Equal(expected.ProbabilityInterval.Maximum, actual.ProbabilityInterval.Maximum, 1e-12);
            }
        });

    [Fact]
    public void Complexity_counts_the_unknowns_of_each_model()
    {
        ModelComparison comparison = OfUnknowns(1, 3, 4).Under(ModelPrior.Complexity(0.5));
        double[] weights = [Math.Exp(-0.5), Math.Exp(-1.5), Math.Exp(-2)];
        Assert.All(comparison.Models.Zip(weights),
            pair => Assert.Equal(pair.Second / weights.Sum(), pair.First.PriorProbability, 1e-15));
        Assert.All(comparison.Models, model => Assert.Equal(model.PriorProbability, model.Probability, 1e-15));
    }

    [Fact]
    public void Weights_are_given_by_name_and_may_rule_a_model_out()
    {
        ModelComparison comparison = KnownComparison.Create([0, 1, 9], [0.1, 0.1, 0.1]);
        ModelComparison under =
            comparison.Under(ModelPrior.Weights(new Dictionary<string, double> { ["K = 1"] = 3, ["K = 2"] = 1, ["K = 3"] = 0 }));
        Assert.Equal([0.75, 0.25, 0], under.Models.Select(model => model.PriorProbability));
        Assert.Equal(3 / (3 + Math.E), under.Models[0].Probability, 1e-14);
        Assert.Equal("K = 1", under.Best.Name);
        Assert.Equal(0, under.Models[2].ProbabilityStandardError);
    }

    [Fact]
    public void The_last_prior_counts_and_the_free_energies_stay()
    {
        ModelComparison comparison = KnownComparison.Create([0, 1], [0.1, 0.1]);
        ModelComparison there = comparison.Under(ModelPrior.Geometric(0.01));
        Assert.Equal("K = 1", there.Best.Name);
        Assert.Equal(comparison.Models, there.Under(ModelPrior.Uniform).Models);
        Assert.Same(comparison.Models[0].Result, there.Models[0].Result);
    }

    [Fact]
    public void The_text_says_under_which_prior()
    {
        ModelComparison comparison = KnownComparison.Create([0, 1.5], [0.5, 0.5], sweeps: [4000, 4000]);
        Assert.DoesNotContain("Prior over models", comparison.ToString(), StringComparison.Ordinal);
        ModelComparison under = comparison.Under(ModelPrior.Geometric(0.5));
        Assert.Contains("Prior over models: p(model) ~ 0.5^K.", under.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Undecided. K = 2 is the most probable, but its ln odds against K = 1 are 0.8 +- 0.7 only.",
            under.Verdict, StringComparison.Ordinal);
        ModelComparison close = KnownComparison.Create([0, 1], [0.1, 0.1]).Under(ModelPrior.Geometric(0.6));
        Assert.EndsWith("But the data and the prior over models hardly tell it from K = 1: the odds are less than 3 to 1.",
            close.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sensitivity_and_the_file_follow()
    {
        ModelComparison comparison = OfUnknowns(1, 2).Under(ModelPrior.Complexity(1));
        ScaledComparison unchanged = ComparisonSensitivity.Of(comparison, [1]).Comparisons[0];
        Assert.Equal(comparison.Models[0].Probability, unchanged.Probabilities[0], 1e-12);
        JsonNode diagnostics = ComparisonJson.Of(comparison, withDraws: false, null, null)["diagnostics"]!;
        Assert.Equal("p(model) ~ exp(-1 * unknowns)", (string?)diagnostics["model_prior"]);
        Assert.Equal(comparison.Models[1].PriorProbability, (double)diagnostics["models"]![1]!["prior_probability"]!);
        Assert.Equal("1 unknowns", (string?)diagnostics["best_name"]);
    }

    [Fact]
    public void Wrong_priors_are_refused()
    {
        ModelComparison comparison = OfUnknowns(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => ModelPrior.Geometric(0));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => ModelPrior.Complexity(-1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "weights", () => ModelPrior.Weights(new Dictionary<string, double> { ["a"] = double.NaN }));
        Refused("has no number of them", ModelPrior.Geometric(0.5));
        Refused("no weight for \"2 unknowns\"", ModelPrior.Weights(new Dictionary<string, double> { ["1 unknowns"] = 1 }));
        Refused("rules all of them out",
            ModelPrior.Weights(new Dictionary<string, double> { ["1 unknowns"] = 0, ["2 unknowns"] = 0 }));
        void Refused(string message, ModelPrior prior) =>
            Assert.Contains(
                message, Assert.Throws<ArgumentException>(() => comparison.Under(prior)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_any_kinds_are_compared()
    {
        Measurement data = new([0, 1, 2], [0.9, 1.1, 1.0]);
        var exact = new ConjugateLinear { Draws = 2 }.Run(
            new Posterior(
                data, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.1), new()
                {
                    ["offset"] = Prior.Normal(0, 1),
                }));
        Result bare = KnownDraws.Create(new Prior { ["a"] = Prior.Normal(0, 1) }, [[[0.0], [1.0]]], _ => 0);
        ModelComparison comparison =
            ModelComparison.Of(new("constant", exact), new ComparedModel("nothing", bare) { Components = 0 });
        Assert.Equal(["constant", "nothing"], comparison.Models.Select(model => model.Name));
        Assert.Equal(1 / (1 + Math.Exp(-exact.FreeEnergy.LogEvidence)), comparison.Models[0].Probability, 1e-14);
    }

    [Fact]
    public void Models_of_different_data_or_without_names_of_their_own_are_refused()
    {
        Prior prior = new() { ["offset"] = Prior.Normal(0, 1) };
        Result Of(double y) => new ConjugateLinear { Draws = 2 }.Run(
            new Posterior(new([0], [y]), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.1), prior));
        Assert.Contains(
            "\"a\" and \"b\" explain different data", Refusal(new("a", Of(1)), new("b", Of(2))), StringComparison.Ordinal);
        Assert.Contains("different names", Refusal(new("a", Of(1)), new("a", Of(1))), StringComparison.Ordinal);
        Assert.Contains("at least one model", Refusal(), StringComparison.Ordinal);
        string Refusal(params ComparedModel[] models) =>
            Assert.Throws<ArgumentException>(() => ModelComparison.Of(models)).Message;
    }

    /// <summary>Models of the same evidence and of so many unknowns.</summary>
    private static ModelComparison OfUnknowns(params int[] unknowns) =>
        ModelComparison.Of([.. unknowns.Select(WithUnknowns)]);

    private static ComparedModel WithUnknowns(int count) => new(
        $"{count} unknowns",
        KnownDraws.Create(
            new Prior { ["a"] = Prior.Normal(0, 1) }.Repeat(count), [[.. Enumerable.Repeat(new double[count], 200)]], _ => 0));
}
