using System.Text.Json.Nodes;
using BayesMeasure.CommandLine;
using BayesMeasure.Gpu.Accelerators;

namespace GpuBatch.Tests;

public class BatchJobTests
{
    private static readonly Settings Settings = new()
    {
        Spectra = 3,
        Peaks = new(0, 1),
        Sampling = new() { Chains = 1, BurnInSweeps = 60, Sweeps = 60, Threads = 1 },
        UsesCpu = true,
        Gpu = new(),
        Out = "out",
        Quiet = true,
    };

    private static readonly EngineChoice Cpu =
        new(null, [new("emulation", AcceleratorKind.Cpu, 1 << 30, "It is slow.")], null);

    [Fact]
    public void A_batch_answers_every_spectrum_in_order()
    {
        BatchAnswer answer = Run(CancellationToken.None);
        Assert.False(answer.IsPartial);
        Assert.Equal([0, 1, 2], answer.Spectra.Select(spectrum => spectrum.Spectrum));
        Assert.Equal(1, answer.Selected(1).Value + answer.Undecided(1).Value);
    }

    [Fact]
    public void A_stopped_batch_keeps_the_spectra_that_are_complete()
    {
        using var source = new CancellationTokenSource();
        var batch = new SpectrumBatch(Settings.Spectra, Settings.Peaks);
        BatchAnswer answer = new BatchJob(batch, Settings, Cpu).Run(new StopAt(0.3, source), source.Token);
        Assert.True(answer.IsPartial);
        Assert.Equal([0], answer.Spectra.Select(spectrum => spectrum.Spectrum));
    }

    [Fact]
    public void Where_nothing_is_complete_there_is_no_answer() => Assert.Empty(Run(new(canceled: true)).Spectra);

    [Fact]
    public void What_has_no_number_is_null_in_the_file_and_accelerators_are_listed()
    {
        BatchAnswer answer = Run(CancellationToken.None);
        Evidence failed = new(double.NaN, double.NaN, double.NaN, false, "The model failed at x < 0.", null);
        BatchAnswer spoilt = answer with { Spectra = [new(0, [answer.Spectra[0].Evidences[0], failed], null, false)] };
        JsonNode result = JsonNode.Parse(new BatchJson(Settings, Cpu).Of(spoilt))!;
        JsonNode spectrum = result["spectra"]![0]!;
        Assert.Null(spectrum["best"]);
        Assert.False((bool)spectrum["is_decided"]!);
        Assert.Null(spectrum["models"]![1]!["log_z"]);
        Assert.Equal("The model failed at x < 0.", (string)spectrum["models"]![1]!["fault"]!);
        JsonNode accelerator = result["accelerators"]![0]!;
        Assert.Equal(("cpu", "It is slow."), ((string)accelerator["kind"]!, (string)accelerator["refusal"]!));
    }

    private static BatchAnswer Run(CancellationToken cancellation)
    {
        var batch = new SpectrumBatch(Settings.Spectra, Settings.Peaks);
        var job = new BatchJob(batch, Settings, Cpu);
        return ProgressDisplay.Use(true, TextWriter.Null, display => job.Run(display, cancellation));
    }

    /// <summary>Stops the batch when a part of it is done.</summary>
    private sealed class StopAt(double part, CancellationTokenSource source) : ProgressDisplay
    {
        public override void Show(string task, double fraction)
        {
            if (fraction >= part)
            {
                source.Cancel();
            }
        }
    }
}
