using System.Reflection;
using System.Text.Json;
using BayesMeasure.CommandLine;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace GpuBatch;

/// <summary>What was found, for programs; README.md says what each field is.</summary>
/// <param name="settings">What the user asked for.</param>
/// <param name="engine">What sampled.</param>
public sealed class BatchJson(Settings settings, EngineChoice engine)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private static string Version { get; } =
        typeof(ReplicaExchange).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The text of the file.</summary>
    public string Of(BatchAnswer answer) => JsonSerializer.Serialize(
        new
        {
            schema = 1,
            version = Version,
            engine = engine.Name,
            accelerators = engine.Accelerators.Select(one =>
                new { name = one.Name, kind = CommandValues.NameOf(one.Kind), memory_bytes = one.Memory, refusal = one.Refusal }),
            options = Options(),
            totals = Totals(answer),
            spectra = answer.Spectra.Select(spectrum => ToNode(answer.Batch, spectrum)),
        },
        Format);

    private object Options() => new
    {
        spectra = settings.Spectra,
        fewest_peaks = settings.Peaks.Fewest,
        most_peaks = settings.Peaks.Most,
        seed = settings.Sampling.Seed,
        chains = settings.Sampling.Chains,
        burn_in = settings.Sampling.BurnInSweeps,
        sweeps = settings.Sampling.Sweeps,
        single_precision = settings.Gpu.SinglePrecision && engine.Gpu is not null,
    };

    private static object Totals(BatchAnswer answer) => new
    {
        spectra = answer.Spectra.Count,
        is_partial = answer.IsPartial,
        models = answer.Batch.Peaks.Select((peaks, model) =>
            new { peaks, selected = ToNode(answer.Selected(model)), undecided = ToNode(answer.Undecided(model)) }),
        wall_seconds = answer.WallTime.TotalSeconds,
    };

    private object ToNode(SpectrumBatch batch, SpectrumAnswer spectrum) => new
    {
        noise_seed = spectrum.Spectrum,
        best = spectrum.Best is { } best ? batch.Peaks[best] : (int?)null,
        is_decided = spectrum.IsDecided,
        models = spectrum.Evidences.Select((evidence, model) => new
        {
            peaks = batch.Peaks[model],
            seed = settings.Sampling.Seed + (ulong)(spectrum.Spectrum * batch.Peaks.Count + model),
            log_z = NumberOrNull(evidence.LogEvidence),
            standard_error = NumberOrNull(evidence.StandardError),
            probability = NumberOrNull(evidence.Probability),
            is_decided = evidence.IsDecided,
            fault = evidence.Fault,
            single_precision_shift = evidence.LogEvidenceShift,
        }),
    };

    private static object ToNode(SimulatedProbability share) =>
        new { count = share.Count, share = share.Value, standard_error = share.StandardError };

    private static double? NumberOrNull(double value) => double.IsFinite(value) ? value : null;
}
