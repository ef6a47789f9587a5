using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.Sensitivity;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Sensitivity;

public class ComparisonSensitivityTests
{
    private static readonly double[] LogEvidences = [0, 1, 0.5];

    /// <summary>A box that is well filled inside costs ln 2 a component, and the probabilities follow.</summary>
    [Fact]
    public void Probabilities_move_with_the_number_of_components()
    {
        ComparisonSensitivity sensitivity = ComparisonSensitivity.Of(Boxes([5, 5, 5]));
        Assert.Equal([("a", 0.5), ("a", 2)], sensitivity.Comparisons.Select(row => (row.Name, row.Factor)));
        ScaledComparison doubled = sensitivity.Comparisons[1];
        double[] weights = [.. LogEvidences.Select((value, k) => Math.Exp(value - k * Math.Log(2)))];
        for (int k = 0; k < weights.Length; k++)
        {
            Assert.Equal(-k * Math.Log(2), doubled.Evidences[k].Change, 1e-12);
            Assert.Equal(weights[k] / weights.Sum(), doubled.Probabilities[k], 1e-12);
            Assert.True(doubled.ProbabilityStandardErrors[k] > 0);
        }
    }

    [Fact]
    public void A_model_that_counts_and_cannot_be_reweighted_leaves_no_probability()
    {
        ScaledComparison doubled = ComparisonSensitivity.Of(Boxes([5, 5, 0.01]), [2]).Comparisons[0];
        Assert.NotNull(doubled.Evidences[2].Refusal);
        Assert.Null(doubled.Evidences[1].Refusal);
        Assert.All(doubled.Probabilities, probability => Assert.True(double.IsNaN(probability)));
        Assert.All(doubled.ProbabilityStandardErrors, error => Assert.True(double.IsNaN(error)));
    }

    [Fact]
    public void A_model_out_of_question_that_cannot_be_reweighted_is_left_out()
    {
        ScaledComparison doubled = ComparisonSensitivity.Of(Boxes([5, 5, 0.01], lower: 20), [2]).Comparisons[0];
        Assert.True(double.IsNaN(doubled.Probabilities[2]));
        Assert.Equal(1, doubled.Probabilities[0] + doubled.Probabilities[1], 1e-12);
    }

    [Fact]
    public void The_text_has_two_tables_and_says_what_could_not_be_had()
    {
        string[] lines = ComparisonSensitivity.Of(Boxes([5, 5, 0.01], lower: 20)).ToString().Split(Environment.NewLine);
        Assert.Equal(10, lines.Length);
        Assert.Matches(@"^change of log Z +width +K = 0 +K = 1 +K = 2$", lines[0]);
        Assert.Matches(@"^a +x 0\.5 +0 +\+0\.693 +\(1\)$", lines[1]);
        Assert.Matches(@"^a +x 2 +0 +-0\.693 +\(2\)$", lines[2]);
        Assert.Matches(@"^p\(model \| data\) +width +K = 0 +K = 1 +K = 2$", lines[4]);
        Assert.Matches(@"^as given +0\.2689 +0\.7311 +0\.0000$", lines[5]);
        Assert.Matches(@"^a +x 0\.5 +0\.1554 +0\.8446 +-$", lines[6]);
        Assert.Equal("(1) not by reweighting: no draw lies inside the narrower prior", lines[8]);
        Assert.Equal("(2) not by reweighting: the posterior reaches the edge of the prior", lines[9]);
    }

    /// <summary>Models of 0, 1 and 2 components with a box as prior, which the posterior fills about a given place.</summary>
    private static ModelComparison Boxes(double[] places, double lower = 0) => new(
        FamilyEvidence.Independent([.. places.Select((place, k) => Box(k, place, LogEvidences[k] - (k == 2 ? lower : 0)))]),
        seed: 1,
        isPartial: false);

    private static ComparedModel Box(int components, double place, double logEvidence)
    {
        Prior prior = new Prior { ["a"] = Prior.Uniform(0, 10) }.Repeat(components);
        var random = new RandomStream(2, 0, 0);
        double[][] chain = [.. Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, components)
            .Select(_ => place + 0.01 * random.NextUniform()).ToArray())];
        Result result = KnownDraws.Create(prior, [chain], _ => 0) with
        {
            FreeEnergy = FreeEnergyEstimate.Exact("known", logEvidence) with { StandardError = 0.1 },
        };
        return new($"K = {components}", result) { Components = components };
    }
}
