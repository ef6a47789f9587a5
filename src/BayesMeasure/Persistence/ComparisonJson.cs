using System.Text.Json;
using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;

namespace BayesMeasure.Persistence;

/// <summary>Writes a comparison as JSON, for other programs: schema 1, as docs/result-json.md describes it.</summary>
/// <remarks>
/// Numbers are written so that reading them gives the same bits, whatever the culture; NaN and the infinities become null.
/// </remarks>
public sealed class ComparisonJson
{
    /// <summary>The version of the schema. It changes when a field is renamed, removed, or given another meaning.</summary>
    public const int Schema = 1;

    private readonly ModelComparison comparison;
    private readonly PosteriorSummary summary;
    private readonly (Parameter Parameter, QuantitySummary Summary)[] parameters;
    private readonly QuantitySummary? noise;
    private readonly Utf8JsonWriter json;

    private ComparisonJson(ModelComparison comparison, Utf8JsonWriter json)
    {
        this.comparison = comparison;
        this.json = json;
        summary = comparison.Best.Result.Summary;
        parameters = [.. summary.Draws.Parameters.Zip(summary.Parameters)];
        QuantitySummary[] levels = [.. parameters.Where(item => IsNoise(item.Parameter)).Select(item => item.Summary)];
        noise = levels is [var level] ? level : null;
    }

    /// <summary>Writes a comparison to a stream, as UTF-8.</summary>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="comparison">What was found.</param>
    /// <param name="processorTime">The processor time it took, over all threads.</param>
    /// <param name="wallTime">The time it took by the clock.</param>
    public static void Write(Stream stream, ModelComparison comparison, TimeSpan processorTime, TimeSpan wallTime)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(comparison);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        new ComparisonJson(comparison, json).Write(processorTime, wallTime);
    }

    private void Write(TimeSpan processorTime, TimeSpan wallTime)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteNumber("seed", comparison.Seed);
        WriteArray("models", comparison.Models, WriteModel);
        WriteNumber("selected", comparison.Selected?.Components);
        WriteNumber("best", comparison.Best.Components);
        WriteArray("parameters", parameters.Where(item => item.Summary != noise), WriteParameter);
        WriteNoise();
        WriteDiagnostics();
        WriteNumber("cpu_seconds", processorTime.TotalSeconds);
        WriteNumber("wall_seconds", wallTime.TotalSeconds);
        json.WriteEndObject();
    }

    private void WriteModel(WeighedModel model)
    {
        json.WriteString("name", model.Name);
        WriteNumber("k", model.Components);
        WriteNumber("logZ", model.Result.FreeEnergy.LogEvidence);
        WriteNumber("logZ_se", model.Result.FreeEnergy.StandardError);
        WriteNumber("free_energy", model.Result.FreeEnergy.FreeEnergy);
        WriteNumber("probability", model.Probability);
        WriteNumber("probability_se", model.ProbabilityStandardError);
    }

    private void WritePeak(PeakSummary peak)
    {
        json.WriteString("name", peak.Name);
        WriteNumber("component", peak.Component);
        WriteQuantity("position", peak.Position);
        WriteQuantity("height", peak.Height);
        WriteQuantity("width", peak.Width);
        WriteQuantity("area", peak.Area);
        WriteQuantity("total_area", peak.TotalArea ?? peak.Area);
    }

    private void WriteQuantity(string name, QuantitySummary quantity)
    {
        json.WriteStartObject(name);
        json.WriteString("unit", quantity.Unit);
        WriteNumber("mean", quantity.Mean);
        WriteNumber("sd", quantity.StandardDeviation);
        WriteNumber("q05", quantity.Quantile05);
        WriteNumber("q50", quantity.Median);
        WriteNumber("q95", quantity.Quantile95);
        WriteNumber("map", quantity.MaximumAPosteriori);
        WriteNumber("ess", quantity.Convergence.BulkEffectiveSamples);
        WriteNumber("rhat", quantity.Convergence.RHat);
        json.WriteEndObject();
    }

    private void WriteParameter((Parameter Parameter, QuantitySummary Summary) item)
    {
        json.WriteString("name", item.Parameter.BaseName);
        WriteNumber("component", item.Parameter.Component);
        json.WriteString("unit", item.Parameter.Unit);
        WriteNumber("mean", item.Summary.Mean);
        WriteNumber("sd", item.Summary.StandardDeviation);
        WriteNumber("q05", item.Summary.Quantile05);
        WriteNumber("q50", item.Summary.Median);
        WriteNumber("q95", item.Summary.Quantile95);
        WriteNumber("map", item.Summary.MaximumAPosteriori);
        WriteNumber("ess", item.Summary.Convergence.BulkEffectiveSamples);
        WriteNumber("rhat", item.Summary.Convergence.RHat);
    }

    private void WriteNoise()
    {
        if (noise is null)
        {
            json.WriteNull("noise");
            return;
        }

        json.WriteStartObject("noise");
        WriteNumber("mean", noise.Mean);
        WriteNumber("sd", noise.StandardDeviation);
        json.WriteEndObject();
    }

    private void WriteDiagnostics()
    {
        json.WriteStartObject("diagnostics");
        json.WriteString("ordered_by", summary.OrderedBy);
        json.WriteBoolean("partial", comparison.IsPartial);
        WriteNumber("sweeps_to_decide", comparison.SweepsToDecide);
        WriteArray("models", comparison.Models, WriteDiagnostics);
        WriteArray("parameters", parameters, WriteErrors);
        WriteArray("prior_sensitivity", ComparisonSensitivity.Of(comparison).Comparisons, WriteSensitivity);
        json.WriteString("model_prior", $"{comparison.Prior}");
        json.WriteString("selected_name", comparison.Selected?.Name);
        json.WriteString("best_name", comparison.Best.Name);
        WriteArray("peaks", comparison.Best.Result.Peaks, WritePeak);
        json.WriteEndObject();
    }

    private void WriteDiagnostics(WeighedModel model)
    {
        Result result = model.Result;
        LadderReport? ladder = (result.Report as LadderRun)?.Ladder;
        json.WriteString("name", model.Name);
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("chains", result.Draws.Chains);
        json.WriteNumber("sweeps", result.Draws.Count);
        json.WriteBoolean("partial", result.IsPartial);
        WriteNumber("probability_q16", model.ProbabilityInterval.Minimum);
        WriteNumber("probability_q84", model.ProbabilityInterval.Maximum);
        WriteArray("free_energies", result.FreeEnergies, WriteEstimate);
        WriteAgreement(FreeEnergyCertificate.Of(result));
        WriteNumber("barrier", ladder?.Barrier);
        WriteNumbers("inverse_temperatures", ladder?.InverseTemperatures);
        WriteNumbers("rejections", ladder?.Rejections);
        WriteNumber("round_trips", ladder?.RoundTrips);
        WriteWarnings(result.Warnings);
        WriteNumber("hidden_mode_excess", result.HiddenMode?.LogDensityExcess);
        json.WriteString("stop_reason", NameOf(result.StopReason.Kind));
        json.WriteString("stop_text", result.StopReason.Text);
        WriteNumbers("local_barriers", ladder?.LocalBarriers);
        WriteNumbers("exchanges", ladder?.Exchanges.Select(count => (double)count));
        WriteNumber("restarts", ladder?.Restarts);
        WriteNumber("round_trip_rate", ladder?.RoundTripRate);
        WriteNumber("prior_probability", model.PriorProbability);
    }

    /// <summary>The Monte Carlo errors of what stands in "parameters", in the same order but for the noise.</summary>
    private void WriteErrors((Parameter Parameter, QuantitySummary Summary) item)
    {
        json.WriteString("name", item.Parameter.BaseName);
        WriteNumber("component", item.Parameter.Component);
        WriteNumber("mean_se", item.Summary.Convergence.StandardErrorOfMean);
        WriteNumber("sd_se", item.Summary.Convergence.StandardErrorOfStandardDeviation);
        WriteNumber("q05_se", item.Summary.Convergence.StandardErrorOfQuantile05);
        WriteNumber("q50_se", item.Summary.Convergence.StandardErrorOfMedian);
        WriteNumber("q95_se", item.Summary.Convergence.StandardErrorOfQuantile95);
        WriteNumber("ess_tail", item.Summary.Convergence.TailEffectiveSamples);
    }

    private static string NameOf(StopKind kind) => kind switch
    {
        StopKind.StandardError => "standard_error",
        StopKind.EffectiveSamples => "effective_samples",
        StopKind.TimeBudget => "time_budget",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private void WriteSensitivity(ScaledComparison scaled)
    {
        json.WriteString("prior", scaled.Name);
        WriteNumber("factor", scaled.Factor);
        WriteArray("models", comparison.Models.Index(), item => WriteSensitivity(scaled, item.Index, item.Item.Name));
    }

    private void WriteSensitivity(ScaledComparison scaled, int model, string name)
    {
        ScaledEvidence evidence = scaled.Evidences[model];
        json.WriteString("name", name);
        WriteNumber("change", evidence.Change);
        WriteNumber("change_se", evidence.ChangeStandardError);
        WriteNumber("logZ", evidence.FreeEnergy?.LogEvidence);
        WriteNumber("logZ_se", evidence.FreeEnergy?.StandardError);
        WriteNumber("effective_samples", evidence.EffectiveSamples);
        WriteNumber("probability", scaled.Probabilities[model]);
        WriteNumber("probability_se", scaled.ProbabilityStandardErrors[model]);
        json.WriteString("refusal", evidence.Refusal);
    }

    private void WriteEstimate(FreeEnergyEstimate estimate)
    {
        json.WriteString("method", estimate.Method);
        WriteNumber("logZ", estimate.LogEvidence);
        WriteNumber("logZ_se", estimate.StandardError);
        WriteNumber("effective_samples", estimate.EffectiveSamples);
    }

    private void WriteAgreement(FreeEnergyCertificate certificate)
    {
        if (certificate.EstimatesAgree is { } agree)
        {
            json.WriteBoolean("estimates_agree", agree);
        }
        else
        {
            json.WriteNull("estimates_agree");
        }

        WriteNumber("largest_difference", certificate.LargestDifference);
    }

    private void WriteWarnings(IReadOnlyList<string> warnings)
    {
        json.WriteStartArray("warnings");
        foreach (string warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private void WriteArray<T>(string name, IEnumerable<T> items, Action<T> writeFields)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            writeFields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNumbers(string name, IEnumerable<double>? values)
    {
        json.WriteStartArray(name);
        foreach (double value in values ?? [])
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private void WriteNumber(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static bool IsNoise(Parameter parameter) => parameter.Role == ParameterRole.NoiseLevel;
}
