using System.Text.Json.Nodes;
using BayesMeasure.DataIntegration;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>Writes whether measurements should be joined: schema 1, as docs/result-json.md describes it.</summary>
internal static class IntegrationJson
{
    public static JsonObject Of(IntegrationComparison comparison, TimeSpan? processorTime, TimeSpan? wallTime) => new()
    {
        ["schema"] = Schema,
        ["seed"] = comparison.Groups[0].Result.Seed,
        ["groups"] = Array(comparison.Groups, Group),
        ["whole"] = Odds(comparison.Whole),
        ["pairs"] = Array(comparison.Pairs, Odds),
        ["partitions"] = Array(comparison.Partitions, Partition),
        ["selected_partition"] = comparison.SelectedPartition?.Name,
        ["widths"] = Array(comparison.Widths, Width),
        ["verdict"] = comparison.Verdict,
        ["cpu_seconds"] = Number(processorTime?.TotalSeconds),
        ["wall_seconds"] = Number(wallTime?.TotalSeconds),
    };

    private static JsonObject Group(MeasurementGroup group) => new()
    {
        ["name"] = group.Name,
        ["logZ"] = Number(group.Result.FreeEnergy.LogEvidence),
        ["logZ_se"] = Number(group.Result.FreeEnergy.StandardError),
        ["unknowns"] = group.Result.Draws.Parameters.Count,
        ["seed"] = group.Result.Seed,
        ["parameters"] = Array(group.Result.Summary.Parameters, Parameter),
        ["warnings"] = Texts(group.Result.Warnings),
        ["findings"] = Array(group.Findings, finding => new() { ["kind"] = $"{finding.Kind}", ["text"] = finding.Text }),
    };

    private static JsonObject Parameter(QuantitySummary parameter) => new()
    {
        ["name"] = parameter.Name,
        ["unit"] = parameter.Unit,
        ["mean"] = Number(parameter.Mean),
        ["sd"] = Number(parameter.StandardDeviation),
        ["q05"] = Number(parameter.Quantile05),
        ["q50"] = Number(parameter.Median),
        ["q95"] = Number(parameter.Quantile95),
    };

    private static JsonObject Odds(IntegrationOdds odds) => new()
    {
        ["name"] = odds.Together.Name,
        ["log_odds"] = Number(odds.LogOdds),
        ["log_odds_se"] = Number(odds.StandardError),
        ["probability"] = Number(odds.Probability),
        ["objection"] = odds.Objection,
        ["decision"] = odds.Decision switch
        {
            IntegrationDecision.Join => "join",
            IntegrationDecision.KeepSeparate => "keep_separate",
            _ => "undecided",
        },
    };

    private static JsonObject Partition(Partition partition) => new()
    {
        ["name"] = partition.Name,
        ["free_energy"] = Number(partition.FreeEnergy),
        ["free_energy_se"] = Number(partition.StandardError),
        ["probability"] = Number(partition.Probability),
    };

    private static JsonObject Width(SharedWidth width) => new()
    {
        ["parameter"] = width.Parameter,
        ["measurement"] = width.Measurement,
        ["sd_alone"] = Number(width.Separate),
        ["sd_alone_se"] = Number(width.SeparateError),
        ["sd_joint"] = Number(width.Joint),
        ["sd_joint_se"] = Number(width.JointError),
        ["gain"] = Number(width.Gain),
        ["gain_se"] = Number(width.GainError),
    };
}
