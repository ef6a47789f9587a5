using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;

namespace BayesMeasure.Tests.Comparison;

/// <summary>Free energies and odds of neighbours together: least squares by hand, what is mended, and what is doubted.</summary>
public class FamilyEvidenceTests
{
    [Fact]
    public void Two_models_and_their_odds_are_combined_by_least_squares()
    {
        FamilyEvidence evidence = Combine([0, 1], [0.1, 1], [(0.8, 0.05)]);

        // Of the second: 1 +- 1 by itself, and 0.8 +- sqrt(0.1^2 + 0.05^2) by the first.
        double weight = 1 / (0.1 * 0.1 + 0.05 * 0.05);
        FreeEnergyEstimate second = evidence.Models[1].Result.FreeEnergy;
        Assert.Equal((1 + 0.8 * weight) / (1 + weight), second.LogEvidence, 1e-10);
        Assert.Equal(1 / Math.Sqrt(1 + weight), second.StandardError, 1e-10);
        Assert.Equal("known with insertion", second.Method);
        Assert.InRange(evidence.Errors.OfDifference(0, 1), 0.0499, 0.05);
    }

    [Fact]
    public void Odds_make_the_decision_that_free_energies_leave_open()
    {
        Assert.False(KnownComparison.Create([1, 0], [1, 1]).IsDecided);
        ModelComparison comparison = new(Combine([1, 0], [1, 1], [(-1, 0.1)]), seed: 1, isPartial: false);
        Assert.True(comparison.IsDecided);
        Assert.Equal("K = 1", comparison.Selected!.Name);
        Assert.Contains("By insertion: ln Z(K = 2) - ln Z(K = 1) = -1.00 +- 0.10.", comparison.ToString());
        Assert.True(comparison.Under(ModelPrior.Uniform).IsDecided);
    }

    [Fact]
    public void What_is_undecided_by_itself_is_decided_by_its_neighbour()
    {
        FamilyEvidence evidence = Combine([10, 3, 0], [0.1, 5, 5], [(-1, 0.1), (-2, 0.1)], undecided: [1, 2]);
        Assert.All(evidence.Models, model => Assert.True(model.Result.IsDecided));
        FreeEnergyEstimate last = evidence.Models[2].Result.FreeEnergy;
        Assert.Equal(7, last.LogEvidence, 1e-10);
        Assert.Equal(Math.Sqrt(0.03), last.StandardError, 1e-10);
        Assert.Equal("insertion from K = 2", last.Method);
        Assert.Equal("insertion from K = 2", evidence.Models[2].Result.FreeEnergies[0].Method);
        Assert.Contains("by itself it is undecided, since nothing moved", evidence.Models[2].Result.Warnings.Single());
        Assert.Equal("insertion from K = 1", evidence.Models[1].Result.FreeEnergy.Method);
        Assert.All(evidence.Models[1].Result.FreeEnergies.Skip(1), estimate => Assert.False(estimate.Fitness!.IsUsable));
    }

    /// <summary>A run that took log Z from the smaller model has none of its own: the odds are not counted twice.</summary>
    [Fact]
    public void What_a_run_found_by_insertion_follows_from_its_neighbour()
    {
        FamilyEvidence evidence = Combine([10, 8], [0.1, 0.05], [(-1, 0.1)], inserted: 1);
        FreeEnergyEstimate second = evidence.Models[1].Result.FreeEnergy;
        Assert.Equal("insertion from K = 1", second.Method);
        Assert.Equal(9, second.LogEvidence, 1e-10);
        Assert.Equal(Math.Sqrt(0.02), second.StandardError, 1e-10);
        Assert.True(evidence.Models[1].Result.IsDecided);
    }

    [Fact]
    public void What_a_run_found_by_insertion_is_in_doubt_with_its_neighbour()
    {
        FamilyEvidence evidence = Combine([0, 5, 4], [0.1, 0.1, 0.1], [(-1, 0.1), (-1, 0.1)], inserted: 2);
        Assert.All(evidence.Models, model => Assert.False(model.Result.IsDecided));
        Assert.Contains("in doubt", evidence.Models[2].Result.Doubt);
        Assert.Contains("log Z is undecided", evidence.Models[2].Result.Warnings.Single());
    }

    [Fact]
    public void Where_no_neighbour_is_decided_nothing_is()
    {
        FamilyEvidence evidence = Combine([10, 3], [0.1, 5], [(-1, 0.1)], undecided: [0, 1]);
        Assert.All(evidence.Models, model => Assert.False(model.Result.IsDecided));
        Assert.Equal(3, evidence.Models[1].Result.FreeEnergy.LogEvidence);
    }

    [Fact]
    public void Free_energies_that_contradict_their_odds_are_in_doubt()
    {
        FamilyEvidence evidence = Combine([0, 1, 0], [0.1, 0.1, 0.1], [(3, 0.1), (-1, 0.1)]);
        Assert.False(evidence.Models[0].Result.IsDecided);
        Assert.False(evidence.Models[1].Result.IsDecided);
        Assert.True(evidence.Models[2].Result.IsDecided);
        Assert.False(evidence.Neighbours[0].Fitness.IsUsable);
        Assert.Contains("ln Z(K = 2) - ln Z(K = 1) = 3.00 +- 0.10", evidence.Models[0].Result.Doubt);
    }

    [Fact]
    public void A_ladder_far_above_its_neighbours_has_seen_more_than_they_have()
    {
        FamilyEvidence evidence = Combine([0, 20], [0.1, 1], [(-1, 0.1)], undecided: [1]);
        Assert.False(evidence.Models[1].Result.IsDecided);
        Assert.Equal(20, evidence.Models[1].Result.FreeEnergy.LogEvidence);
        Assert.Contains("K = 2", evidence.Neighbours[0].Fitness.Text);
    }

    [Fact]
    public void Odds_that_are_not_fit_change_nothing()
    {
        FamilyEvidence evidence = Combine([0, 1], [0.1, 1], [(0.8, 0.05)], isUsable: false);
        Assert.Equal(1, evidence.Models[1].Result.FreeEnergy.LogEvidence);
        Assert.True(evidence.Errors.AreIndependent);
        Assert.Equal(Math.Sqrt(1.01), evidence.Errors.OfDifference(0, 1), 1e-12);
    }

    /// <summary>Neither what has no log Z nor what has no error spreads to those that have both.</summary>
    [Fact]
    public void A_model_without_log_Z_or_error_is_left_out_of_what_ties_the_others()
    {
        FamilyEvidence known = Combine([0, 1], [0.1, 1], [(0.8, 0.05)]);
        FamilyEvidence evidence = Combine(
            [0, 1, double.NaN, 0], [0.1, 1, 0.1, double.NaN], [(0.8, 0.05), (-1, 0.1), (-2, 0.1)]);
        Assert.Equal(
            known.Models.Select(model => model.Result.FreeEnergy.LogEvidence),
            evidence.Models.Take(2).Select(model => model.Result.FreeEnergy.LogEvidence));
        Assert.Equal(known.Errors.OfDifference(0, 1), evidence.Errors.OfDifference(0, 1), 1e-12);
        Assert.Equal(double.NaN, evidence.Models[2].Result.FreeEnergy.LogEvidence);
        Assert.Equal(double.NaN, evidence.Errors.OfDifference(1, 3));
        Assert.All(evidence.Neighbours.Skip(1), odds => Assert.False(odds.Fitness.IsUsable));
        ModelComparison comparison = new(evidence, seed: 1, isPartial: false) { IsLimited = true };
        Assert.Equal(double.NaN, comparison.Models[2].Probability);
        Assert.All(comparison.Models.Take(2), model => Assert.True(
            double.IsFinite(model.ProbabilityStandardError) && double.IsFinite(model.ProbabilityInterval.Minimum)));
        Assert.All(comparison.Models.Skip(2), model => Assert.True(
            double.IsNaN(model.ProbabilityStandardError) && double.IsNaN(model.ProbabilityInterval.Minimum)));
    }

    private static FamilyEvidence Combine(
        double[] logEvidences,
        double[] errors,
        (double LogOdds, double Error)[] odds,
        int[]? undecided = null,
        bool isUsable = true,
        int inserted = -1)
    {
        ComparedModel[] models = [.. KnownComparison.Create(logEvidences, errors).Models.Select((model, k) => model with
        {
            Result = model.Result with
            {
                FreeEnergy = model.Result.FreeEnergy with { Method = k == inserted ? InsertionBridge.Name : "known" },
                FreeEnergies = [model.Result.FreeEnergy],
                Doubt = undecided?.Contains(k) == true ? "nothing moved" : null,
                Warnings = undecided?.Contains(k) == true ? ["log Z is undecided: nothing moved. Move more."] : [],
            },
        })];
        return FamilyEvidence.Of(models, [.. odds.Select((item, k) => new NeighbourOdds($"K = {k + 1}", $"K = {k + 2}")
        {
            LogOdds = item.LogOdds,
            StandardError = item.Error,
            Fitness = new(isUsable, "given"),
        })]);
    }
}
