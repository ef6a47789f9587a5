using System.Globalization;
using BayesMeasure.Gpu;
using BayesMeasure.Results;
using BayesMeasure.Samples;
using BayesMeasure.Sampling;

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
            $"{batch.Spectra:N0} spectra of NSO-3, K = {settings.Peaks} peaks each: {batch.Posteriors.Count:N0} posteriors."));
        if (!settings.UsesCpu)
            WriteAccelerators(choice.Engine.Accelerators);
        output.WriteLine($"Engine: {choice.Engine.Name}.{(choice.Reason is { } reason ? $" {reason}" : "")}");
        ReplicaExchangeOptions sampling = settings.Sampling;
        output.WriteLine($"Seed {sampling.Seed}; {sampling.Chains} chains of {sampling.BurnInSweeps} + {sampling.Sweeps} sweeps.");
    }

    /// <summary>Writes what was found.</summary>
    public void WriteAnswer(BatchAnswer answer)
    {
        string[] header = ["K", "mean log Z", "mean error", "largest error", "selected", "share", "+-"];
        TextTable.Write(
            output,
            header,
            [.. batch.Peaks.Select((count, model) => Row(count, model, answer)), ["undecided", "", "", "", .. Share(answer.ShareOf(null))]]);
        if (answer.IsPartial)
            output.WriteLine($"Stopped: {answer.Spectra.Count} of {batch.Spectra} spectra are complete, and written.");
        int failed = answer.Spectra.Count(spectrum => spectrum.Evidences.Any(evidence => double.IsNaN(evidence.LogEvidence)));
        if (failed > 0)
            output.WriteLine($"The model failed for {failed} spectra; result.json says where.");
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
            accelerators.Select(one => (string[])
                [one.Name, one.Kind.ToString(), $"{one.Memory >> 20:N0} MiB", one.Refusal is { } why ? $"refused: {why}" : "chosen"]));
    }

    private static string[] Row(int peaks, int model, BatchAnswer answer)
    {
        Evidence[] evidences = [.. answer.Spectra.Select(spectrum => spectrum.Evidences[model])];
        return
        [
            Number(peaks, 0),
            Number(evidences.Average(evidence => evidence.LogEvidence), 2),
            Number(evidences.Average(evidence => evidence.StandardError), 3),
            Number(evidences.Max(evidence => evidence.StandardError), 3),
            .. Share(answer.ShareOf(model)),
        ];
    }

    private static string[] Share(SimulatedProbability share) =>
        [Number(share.Count, 0), Number(share.Value, 3), Number(share.StandardError, 3)];

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
