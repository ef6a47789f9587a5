using System.Text.Json.Nodes;
using BayesMeasure.Comparison;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>Writes a comparison: schema 1, as docs/result-json.md describes it.</summary>
internal static class ComparisonJson
{
    public static JsonObject Of(ModelComparison comparison, bool withDraws, TimeSpan? processorTime, TimeSpan? wallTime)
    {
        var summary = comparison.Best.Result.Summary;
        return new()
        {
            ["schema"] = Schema,
            ["seed"] = comparison.Seed,
            ["models"] = Array(comparison.Models, Model),
            ["selected"] = comparison.Selected?.Components,
            ["best"] = comparison.Best.Components,
            ["parameters"] = SummaryJson.Parameters(summary),
            ["noise"] = SummaryJson.Noise(summary),
            ["diagnostics"] = Diagnostics(comparison, summary, withDraws),
            ["cpu_seconds"] = Number(processorTime?.TotalSeconds),
            ["wall_seconds"] = Number(wallTime?.TotalSeconds),
        };
    }

    private static JsonObject Model(WeighedModel model) => new()
    {
        ["name"] = model.Name,
        ["k"] = model.Components,
        ["logZ"] = Number(model.Result.FreeEnergy.LogEvidence),
        ["logZ_se"] = Number(model.Result.FreeEnergy.StandardError),
        ["free_energy"] = Number(model.Result.FreeEnergy.FreeEnergy),
        ["probability"] = Number(model.Probability),
        ["probability_se"] = Number(model.ProbabilityStandardError),
    };

    private static JsonObject Diagnostics(ModelComparison comparison, PosteriorSummary summary, bool withDraws)
    {
        JsonObject diagnostics = new()
        {
            ["ordered_by"] = summary.OrderedBy,
            ["partial"] = comparison.IsPartial,
            ["failed"] = Array(comparison.Failed, failed => new() { ["name"] = failed.Name, ["reason"] = failed.Reason }),
            ["decided"] = comparison.IsDecided,
            ["verdict"] = comparison.Verdict,
            ["objection"] = comparison.Objection,
            ["limited"] = comparison.IsLimited,
            ["stuck"] = Array(comparison.Stuck, stuck => new() { ["smaller"] = stuck.Smaller, ["text"] = stuck.Text }),
            ["criticism"] = Array(comparison.Models, Criticism),
            ["sweeps_to_decide"] = Number(comparison.SweepsToDecide),
            ["models"] = Array(comparison.Models, model => RunJson.Diagnostics(
                model.Name,
                model.Result,
                model.ProbabilityInterval.Minimum,
                model.ProbabilityInterval.Maximum,
                model.PriorProbability)),
            ["parameters"] = SummaryJson.Errors(summary),
            ["prior_sensitivity"] = Array(
                ComparisonSensitivity.Of(comparison).Comparisons, scaled => Sensitivity(comparison, scaled)),
            ["model_prior"] = $"{comparison.Prior}",
            ["selected_name"] = comparison.Selected?.Name,
            ["best_name"] = comparison.Best.Name,
            ["peaks"] = SummaryJson.Peaks(comparison.Best.Result.Peaks),
            ["neighbours"] = Array(comparison.Neighbours, Odds),
            ["logZ_covariance"] = Covariance(comparison.Evidence.Errors),
            ["reserve"] = comparison.Reserve,
            ["remarks"] = Texts(comparison.Remarks),
            ["noise_levels"] = comparison.NoiseLevels is { } levels
                ? Array(comparison.Models, there => Level(levels, there))
                : null,
        };
        if (withDraws)
        {
            diagnostics["draws"] = Array(comparison.Models, model => RunJson.Draws(model.Result));
        }

        return diagnostics;
    }

    private static JsonObject Criticism(WeighedModel model) => new()
    {
        ["name"] = model.Name,
        ["findings"] = Array(model.Findings, finding => new() { ["kind"] = $"{finding.Kind}", ["text"] = finding.Text }),
        ["convergence"] = Texts(model.ConvergenceWarnings),
    };

    private static JsonObject Level(NoiseLevels levels, WeighedModel there)
    {
        NoiseLevelOfModel model = levels.Models.First(level => level.Name == there.Name);
        return new()
        {
            ["name"] = model.Name,
            ["smallest"] = Number(model.Curve.SmallestLevel),
            ["level"] = Number(model.Curve.Minimum.NoiseLevel),
            ["level_se"] = Number(model.Curve.NoiseLevelStandardError),
            ["level_width"] = Number(model.Curve.NoiseLevelWidth),
            ["precision"] = Number(model.Curve.Minimum.Precision),
            ["precision_se"] = Number(model.Curve.PrecisionStandardError),
            ["free_energy"] = Number(model.Curve.Minimum.FreeEnergy.FreeEnergy),
            ["free_energy_se"] = Number(model.Curve.Minimum.FreeEnergy.StandardError),
            ["probability"] = Number(model.Probability),
            ["probability_se"] = Number(model.ProbabilityStandardError),
            ["inside"] = model.Curve.IsMinimumInside,
            ["warnings"] = Texts(levels.WarningsOf(there)),
        };
    }

    private static JsonObject Odds(NeighbourOdds odds) => new()
    {
        ["fewer"] = odds.Fewer,
        ["more"] = odds.More,
        ["log_odds"] = Number(odds.LogOdds),
        ["log_odds_se"] = Number(odds.StandardError),
        ["usable"] = odds.Fitness.IsUsable,
        ["fitness"] = odds.Fitness.Text,
    };

    /// <summary>Nothing where the errors of <c>models</c> say all.</summary>
    private static JsonArray? Covariance(EvidenceErrors errors) => errors.AreIndependent
        ? null
        : new([.. errors.Covariance.Select(row => new JsonArray([.. row.Select(value => Number(value))]))]);

    private static JsonObject Sensitivity(ModelComparison comparison, ScaledComparison scaled) => new()
    {
        ["prior"] = scaled.Name,
        ["factor"] = Number(scaled.Factor),
        ["models"] = Array(comparison.Models.Index(), item => Sensitivity(scaled, item.Index, item.Item.Name)),
    };

    private static JsonObject Sensitivity(ScaledComparison scaled, int model, string name)
    {
        ScaledEvidence evidence = scaled.Evidences[model];
        return new()
        {
            ["name"] = name,
            ["change"] = Number(evidence.Change),
            ["change_se"] = Number(evidence.ChangeStandardError),
            ["logZ"] = Number(evidence.FreeEnergy?.LogEvidence),
            ["logZ_se"] = Number(evidence.FreeEnergy?.StandardError),
            ["effective_samples"] = Number(evidence.EffectiveSamples),
            ["probability"] = Number(scaled.Probabilities[model]),
            ["probability_se"] = Number(scaled.ProbabilityStandardErrors[model]),
            ["refusal"] = evidence.Refusal,
        };
    }
}
