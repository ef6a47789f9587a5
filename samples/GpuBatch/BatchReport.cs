using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace GpuBatch;

/// <summary>What is printed.</summary>
/// <param name="batch">What is asked.</param>
/// <param name="settings">What the user asks for.</param>
/// <param name="output">Where the report goes.</param>
public sealed class BatchReport(SpectrumBatch batch, Settings settings, TextWriter output)
{
    /// <summary>Writes what is asked, and of whom.</summary>
    public void WriteQuestion(EngineChoice choice)
    {
        output.WriteLine(FormattableString.Invariant(
            $"{batch.Spectra.Count:N0} spectra of NSO-3, K = {settings.Peaks} peaks each: {batch.Posteriors:N0} posteriors."));
        if (!settings.UsesCpu)
        {
            WriteAccelerators(choice.Accelerators);
        }
        output.WriteLine($"Engine: {choice.Name}.{(choice.Reason is { } reason ? $" {reason}" : "")}");
        ReplicaExchangeOptions options = settings.Sampling;
        output.WriteLine($"Seed {options.Seed}; {options.Chains} chains of {options.BurnInSweeps} + {options.Sweeps} sweeps.");
    }

    /// <summary>Writes what was found.</summary>
    public void WriteAnswer(BatchAnswer answer)
    {
        string[] header = ["K", "mean log Z", "mean error", "largest error", "selected", "share", "+-", "best, undecided"];
        TextTable.Write(output, header, batch.Peaks.Select((count, model) => Row(count, model, answer)));
        if (answer.IsPartial)
        {
            output.WriteLine($"Stopped: {answer.Spectra.Count} of {batch.Spectra.Count} spectra are complete, and written.");
        }
        int missing = answer.Spectra.Count(spectrum => spectrum.Evidences.Any(evidence => double.IsNaN(evidence.LogEvidence)));
        if (missing > 0)
        {
            output.WriteLine($"{missing} spectra have no log Z for one number of peaks or more; result.json says why.");
        }
        double posteriors = answer.Spectra.Count * batch.Peaks.Count;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.WallTime.TotalSeconds:F1} s, {posteriors / answer.WallTime.TotalSeconds:F1} posteriors a second."));
    }

    private void WriteAccelerators(IReadOnlyList<AcceleratorInfo> accelerators)
    {
        if (accelerators.Count == 0)
        {
            output.WriteLine("Accelerators found: none.");
            return;
        }

        TextTable.Write(
            output,
            ["accelerator", "kind", "memory", "use"],
            accelerators.Select(RowOf));
    }

    private static string[] RowOf(AcceleratorInfo accelerator) =>
    [
        accelerator.Name,
        CommandValues.NameOf(accelerator.Kind),
        string.Create(CultureInfo.InvariantCulture, $"{accelerator.Memory >> 20:N0} MiB"),
        accelerator.Refusal is { } why ? $"refused: {why}" : "chosen",
    ];

    private static string[] Row(int peaks, int model, BatchAnswer answer)
    {
        double[] logEvidences = [.. answer.Spectra.Select(spectrum => spectrum.Evidences[model].LogEvidence)];
        double[] errors = [.. answer.Spectra.Select(spectrum => spectrum.Evidences[model].StandardError)];
        SimulatedProbability share = answer.Selected(model);
        return
        [
            Number(peaks, 0),
            Number(Mean(logEvidences), 2),
            Number(Mean(errors), 3),
            Number(errors.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(), 3),
            Number(share.Count, 0),
            Number(share.Value, 3),
            Number(share.StandardError, 3),
            Number(answer.Undecided(model).Count, 0),
        ];
    }

    private static double Mean(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
