using System.Text.Json;
using System.Text.Json.Nodes;
using BayesMeasure.DataIntegration;
using BayesMeasure.Summaries;

namespace BayesMeasure.Persistence;

/// <summary>
/// Writes whether measurements should be joined as JSON, for other programs: as docs/result-json.md describes it.
/// </summary>
/// <remarks>
/// Numbers are written so that reading them gives the same bits, whatever the culture; NaN and the infinities become null.
/// </remarks>
public static class IntegrationJson
{
    /// <summary>The version of the schema. It changes when a field is renamed, removed, or given another meaning.</summary>
    public const int Schema = 1;

    /// <summary>Writes a comparison to a stream, as UTF-8.</summary>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="comparison">What was found.</param>
    /// <param name="processorTime">The processor time it took, over all threads.</param>
    /// <param name="wallTime">The time it took by the clock.</param>
    public static void Write(Stream stream, IntegrationComparison comparison, TimeSpan processorTime, TimeSpan wallTime)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(comparison);
        JsonObject file = new()
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
            ["cpu_seconds"] = processorTime.TotalSeconds,
            ["wall_seconds"] = wallTime.TotalSeconds,
        };
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        file.WriteTo(json);
    }

    private static JsonObject Group(MeasurementGroup group) => new()
    {
        ["name"] = group.Name,
        ["logZ"] = Number(group.Result.FreeEnergy.LogEvidence),
        ["logZ_se"] = Number(group.Result.FreeEnergy.StandardError),
        ["unknowns"] = group.Result.Draws.Parameters.Count,
        ["seed"] = group.Result.Seed,
        ["parameters"] = Array(group.Result.Summary.Parameters, Parameter),
        ["warnings"] = new JsonArray([.. group.Result.Warnings.Select(warning => JsonValue.Create(warning))]),
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

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
