using System.Text.Json.Nodes;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>Writes posteriors in numbers.</summary>
internal static class SummaryJson
{
    public static JsonArray Parameters(PosteriorSummary summary) => Array(
        Named(summary).Where(item => item.Summary != NoiseOf(summary)), item => Parameter(item.Parameter, item.Summary));

    /// <summary>The level of the noise where one was sampled; null otherwise.</summary>
    public static JsonObject? Noise(PosteriorSummary summary) => NoiseOf(summary) is not { } noise
        ? null
        : new() { ["mean"] = Number(noise.Mean), ["sd"] = Number(noise.StandardDeviation) };

    /// <summary>The Monte Carlo errors of what stands in "parameters", in the same order, and those of the noise.</summary>
    public static JsonArray Errors(PosteriorSummary summary) => Array(Named(summary), item => new()
    {
        ["name"] = item.Parameter.BaseName,
        ["component"] = item.Parameter.Component,
        ["mean_se"] = Number(item.Summary.Convergence.StandardErrorOfMean),
        ["sd_se"] = Number(item.Summary.Convergence.StandardErrorOfStandardDeviation),
        ["q05_se"] = Number(item.Summary.Convergence.StandardErrorOfQuantile05),
        ["q50_se"] = Number(item.Summary.Convergence.StandardErrorOfMedian),
        ["q95_se"] = Number(item.Summary.Convergence.StandardErrorOfQuantile95),
        ["ess_tail"] = Number(item.Summary.Convergence.TailEffectiveSamples),
    });

    public static JsonArray Peaks(PeakReport report) => Array(report, peak => new()
    {
        ["name"] = peak.Name,
        ["component"] = peak.Component,
        ["position"] = Quantity(peak.Position),
        ["height"] = Quantity(peak.Height),
        ["width"] = Quantity(peak.Width),
        ["area"] = Quantity(peak.Area),
        ["total_area"] = Quantity(peak.TotalArea ?? peak.Area),
    });

    private static JsonObject Quantity(QuantitySummary quantity) => WithNumbers(new(), quantity);

    private static JsonObject Parameter(Parameter parameter, QuantitySummary quantity) => WithNumbers(
        new() { ["name"] = parameter.BaseName, ["component"] = parameter.Component }, quantity);

    private static JsonObject WithNumbers(JsonObject fields, QuantitySummary quantity)
    {
        fields["unit"] = quantity.Unit;
        fields["mean"] = Number(quantity.Mean);
        fields["sd"] = Number(quantity.StandardDeviation);
        fields["q05"] = Number(quantity.Quantile05);
        fields["q50"] = Number(quantity.Median);
        fields["q95"] = Number(quantity.Quantile95);
        fields["map"] = Number(quantity.MaximumAPosteriori);
        fields["ess"] = Number(quantity.Convergence.BulkEffectiveSamples);
        fields["rhat"] = Number(quantity.Convergence.RHat);
        return fields;
    }

    private static IEnumerable<(Parameter Parameter, QuantitySummary Summary)> Named(PosteriorSummary summary) =>
        summary.Draws.Parameters.Zip(summary.Parameters);

    /// <summary>The level of the noise, where there is one and no more.</summary>
    private static QuantitySummary? NoiseOf(PosteriorSummary summary)
    {
        QuantitySummary[] levels =
            [.. Named(summary).Where(item => item.Parameter.Role == ParameterRole.NoiseLevel).Select(item => item.Summary)];
        return levels is [var level] ? level : null;
    }
}
