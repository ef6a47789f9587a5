using System.Text.Json.Nodes;
using BayesMeasure.Diagnostics;
using BayesMeasure.Noise;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>Writes posteriors in numbers.</summary>
internal static class SummaryJson
{
    public static JsonArray Parameters(PosteriorSummary summary) =>
        Array(summary.Parameters.Where(parameter => !IsNoise(parameter)), Parameter);

    /// <summary>The level of the noise where it was sampled; null otherwise.</summary>
    public static JsonObject? Noise(PosteriorSummary summary) => summary.Parameters.FirstOrDefault(IsNoise) is not { } noise
        ? null
        : new() { ["mean"] = Number(noise.Mean), ["sd"] = Number(noise.StandardDeviation) };

    /// <summary>The Monte Carlo errors of what stands in "parameters", in the same order, and those of the noise.</summary>
    public static JsonArray Errors(PosteriorSummary summary) => Array(summary.Parameters, parameter => new()
    {
        ["name"] = parameter.Parameter.BaseName,
        ["component"] = parameter.Parameter.Component,
        ["mean_se"] = Number(parameter.Convergence.StandardErrorOfMean),
        ["sd_se"] = Number(parameter.Convergence.StandardErrorOfStandardDeviation),
        ["q05_se"] = Number(parameter.Convergence.StandardErrorOfQuantile05),
        ["q50_se"] = Number(parameter.Convergence.StandardErrorOfMedian),
        ["q95_se"] = Number(parameter.Convergence.StandardErrorOfQuantile95),
        ["ess_tail"] = Number(parameter.Convergence.TailEffectiveSamples),
    });

    public static JsonArray Peaks(PeakReport report) => Array(report.Peaks, peak => new()
    {
        ["name"] = peak.Name,
        ["component"] = peak.Component,
        ["position"] = Quantity(peak.Position),
        ["height"] = Quantity(peak.Height),
        ["width"] = Quantity(peak.Width),
        ["area"] = Quantity(peak.Area),
        ["total_area"] = Quantity(peak.TotalArea ?? peak.Area),
    });

    private static JsonObject Quantity(QuantitySummary quantity) => new()
    {
        ["unit"] = quantity.Unit,
        ["mean"] = Number(quantity.Mean),
        ["sd"] = Number(quantity.StandardDeviation),
        ["q05"] = Number(quantity.Quantile05),
        ["q50"] = Number(quantity.Median),
        ["q95"] = Number(quantity.Quantile95),
        ["map"] = Number(quantity.MaximumAPosteriori),
        ["ess"] = Number(quantity.Convergence.BulkEffectiveSamples),
        ["rhat"] = Number(quantity.Convergence.RHat),
    };

    private static JsonObject Parameter(ParameterSummary parameter) => new()
    {
        ["name"] = parameter.Parameter.BaseName,
        ["component"] = parameter.Parameter.Component,
        ["unit"] = parameter.Parameter.Unit,
        ["mean"] = Number(parameter.Mean),
        ["sd"] = Number(parameter.StandardDeviation),
        ["q05"] = Number(parameter.Quantile05),
        ["q50"] = Number(parameter.Median),
        ["q95"] = Number(parameter.Quantile95),
        ["map"] = Number(parameter.MaximumAPosteriori),
        ["ess"] = Number(parameter.Convergence.BulkEffectiveSamples),
        ["rhat"] = Number(parameter.Convergence.RHat),
    };

    private static bool IsNoise(ParameterSummary parameter) => parameter.Parameter.Name == GaussianNoise.LevelName;
}
