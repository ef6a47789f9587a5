using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Persistence;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Criticism;

namespace BayesMeasure.Tests.Comparison;

/// <summary>What keeps a comparison from being decided, however far apart its free energies are.</summary>
public class ComparisonObjectionTests
{
    private static readonly CriticismFinding Misfit = new(FindingKind.Misfit, "The model does not describe the data.");

    [Fact]
    public void The_largest_number_that_was_tried_is_no_decision_unless_no_more_are_possible()
    {
        ModelComparison open = KnownComparison.Create([0, 9, 20], [0.1, 0.1, 0.1], isLimited: false);
        Assert.False(open.IsDecided);
        Assert.Equal(
            "Undecided. K = 3 is the largest number that was tried: try more, or say that no more are possible (isLimited; on a "
                + "command line --limited).",
            open.Verdict);
        Assert.Equal("Selected: K = 3.", open.Limited().Verdict);
        Assert.Equal("Selected: K = 3.", open.Limited().Under(ModelPrior.Geometric(0.5)).Verdict);
        Assert.Equal("Selected: K = 2.", KnownComparison.Create([0, 20, 9], [0, 0, 0], isLimited: false).Verdict);
        Assert.Equal("Selected: K = 1.", KnownComparison.Create([0], [0], isLimited: false).Verdict);
    }

    [Fact]
    public void A_best_model_that_does_not_fit_is_not_selected()
    {
        ModelComparison sound = KnownComparison.Create([0, 20, 9], [0.1, 0.1, 0.1]);
        ModelComparison ofBest = With(sound, best => best == 1 ? [Misfit] : []);
        Assert.Null(ofBest.Selected);
        Assert.Null(ofBest.SweepsToDecide);
        Assert.Equal("Undecided. K = 2: The model does not describe the data.", ofBest.Verdict);
        Assert.Contains(ofBest.Warnings, warning => warning.StartsWith("K = 2: The model", StringComparison.Ordinal));
        Assert.Equal("Selected: K = 2.", With(sound, best => best == 0 ? [Misfit] : []).Verdict);
        Assert.StartsWith(
            "Undecided. No model that was tried describes the data. K = 2:",
            With(sound, _ => [Misfit]).Verdict,
            StringComparison.Ordinal);
        CriticismFinding outliers = new(FindingKind.Outliers, "Single points stand out.");
        Assert.Equal("Selected: K = 2.", With(sound, _ => [outliers]).Verdict);
    }

    [Fact]
    public void What_was_objected_is_in_text_in_JSON_and_in_what_is_read_back()
    {
        ModelComparison comparison = PeaksOn(WrongCurves.Kinds[0].Create(3).Measurement);
        Assert.Contains("dips", comparison.Verdict, StringComparison.Ordinal);
        Assert.Contains(comparison.Verdict, comparison.ToString(), StringComparison.Ordinal);
        string path = Path.GetTempFileName();
        try
        {
            comparison.Save(path, withDraws: false);
            ModelComparison read = ModelComparison.Load(path);
            Assert.Equal(
                (comparison.Verdict, comparison.Objection, comparison.IsDecided), (read.Verdict, read.Objection, read.IsDecided));
            Assert.Equal(comparison.Warnings, read.Warnings);
            Assert.Equal(comparison.Best.Findings, read.Best.Findings);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_larger_model_that_lies_too_high_is_stuck()
    {
        ModelComparison comparison = PeaksOn(RightCurves.Kinds["Gaussian, sigma known"](3).Measurement);
        Assert.Equal("Selected: K = 2.", comparison.Verdict);
        ModelComparison stuck = Raised(comparison, 60);
        Assert.Contains("the run of K = 3 is stuck", stuck.Verdict, StringComparison.Ordinal);
        Assert.Contains(stuck.Warnings, warning => warning.Contains("is stuck", StringComparison.Ordinal));
        Assert.Equal("Selected: K = 2.", Raised(comparison, 3).Verdict);
    }

    /// <summary>
    /// Exact free energies are never called stuck: a slope that is not needed, under priors that are up to 1e6 times too wide.
    /// </summary>
    [Fact]
    public void A_right_free_energy_is_never_too_high()
    {
        for (int i = 0; i < 25; i++)
        {
            var random = new RandomStream(3, chain: 0, replica: i);
            double[] x = RightCurves.Grid(-1, 1, 12);
            Measurement data = new(x, x.Select(_ => 2 + random.NextNormal()));
            double width = Math.Pow(10, 6 * random.NextUniform());
            Candidate Of(int count, ParameterRule slope) => new(
                $"K = {count}",
                count,
                ForwardModel.Of<LinearBackground>(),
                GaussianNoise.Known(1),
                new() { ["offset"] = Prior.Uniform(-9, 9), ["slope"] = slope, ["reference"] = Prior.Fixed(0) });
            ModelComparison comparison = new ModelFamily(Of(1, Prior.Fixed(0)), Of(2, Prior.Uniform(-width, width)))
                .Compare(data, new ConjugateLinear { Draws = 100 });
            Assert.DoesNotContain(comparison.Warnings, warning => warning.Contains("stuck", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_model_without_a_free_energy_takes_none_from_the_others()
    {
        ModelComparison comparison = KnownComparison.Create([double.NaN, 9, 20, 5], [double.NaN, 0.1, 0.1, 0.1]);
        Assert.True(double.IsNaN(comparison.Models[0].Probability));
        Assert.Equal(1, comparison.Models.Skip(1).Sum(model => model.Probability), 1e-12);
        Assert.All(comparison.Models.Skip(1), model => Assert.True(double.IsFinite(model.ProbabilityStandardError)));
        Assert.All(comparison.Models.Skip(1), model => Assert.True(double.IsFinite(model.ProbabilityInterval.Maximum)));
        Assert.Equal("K = 3", comparison.Best.Name);
        Assert.Contains("-", comparison.ToString(), StringComparison.Ordinal);
        Assert.Equal("Selected: K = 3.", comparison.Verdict);
        Assert.Equal(1, KnownComparison.Create([3, 0], [double.NaN, 0.1]).Models.Sum(model => model.Probability), 1e-12);
    }

    [Fact]
    public void An_estimate_that_is_no_number_is_left_out()
    {
        FreeEnergyEstimate estimate = FreeEnergyEstimate.Exact("known", double.NaN);
        Assert.Equal("it is not a number", estimate.LeftOut);
        Assert.Null(FreeEnergyEstimate.Exact("known", double.NegativeInfinity).LeftOut);
    }

    private static ModelComparison With(ModelComparison comparison, Func<int, IReadOnlyList<CriticismFinding>> findings) =>
        new(
            FamilyEvidence.Independent([.. comparison.Models.Select((model, i) => model with { SavedFindings = findings(i) })]),
            seed: 1,
            isPartial: false)
        {
            IsLimited = true,
        };

    private static ModelComparison Raised(ModelComparison comparison, double nats) => new(
        FamilyEvidence.Independent([.. comparison.Models.Select(model => model.Components < 3 ? model : model with
        {
            Result = model.Result with
            {
                FreeEnergy = FreeEnergyEstimate.Exact("raised", comparison.Best.Result.FreeEnergy.LogEvidence - nats),
            },
        })]),
        seed: 1,
        isPartial: false);

    private static ModelComparison PeaksOn(Measurement data)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * data.YRange.Length),
            ["width"] = Prior.LogUniform(1, 50),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };
        Prior common = new()
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - data.YRange.Length, data.YRange.Maximum),
            ["noise"] = Prior.LogUniform(0.01, 100),
        };
        return ModelFamily
            .Of<GaussianPeak>(1, 3, peak, GaussianNoise.Unknown, ForwardModel.Of<ConstantBackground>(), common)
            .Compare(data, new LaplaceInference());
    }
}
