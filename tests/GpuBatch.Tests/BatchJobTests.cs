using System.Text.Json.Nodes;
using BayesMeasure.Samples;

namespace GpuBatch.Tests;

public class BatchJobTests
{
    private static readonly Settings Settings = new()
    {
        Spectra = 3,
        Peaks = new(0, 1),
        Sampling = new() { Chains = 1, BurnInSweeps = 60, Sweeps = 60, Threads = 1 },
        UsesCpu = false,
        Gpu = new(),
        Out = "out",
        Quiet = true,
    };

    [Fact]
    public void A_stopped_batch_keeps_the_spectra_that_are_complete()
    {
        BatchAnswer answer = Run(new(5, 0, 2, 4));
        Assert.True(answer.IsPartial);
        Assert.Equal([2], answer.Spectra.Select(spectrum => spectrum.Spectrum));
        Assert.Equal(1, answer.Selected(1).Value + answer.Undecided(1).Value);
    }

    [Fact]
    public void Where_nothing_is_complete_there_is_no_answer() => Assert.Empty(Run(new(0, 3)).Spectra);

    [Fact]
    public void What_has_no_number_is_null_in_the_file_and_accelerators_are_listed()
    {
        BatchAnswer answer = Run(new(0, 1, 2, 3, 4, 5));
        Evidence failed = new(double.NaN, double.NaN, false, "The model failed at x < 0.", null);
        BatchAnswer spoilt = answer with { Spectra = [new(0, [answer.Spectra[0].Evidences[0], failed])] };
        JsonNode result = JsonNode.Parse(new BatchJson(Settings, new StoppedEngine()).Of(spoilt))!;
        JsonNode spectrum = result["spectra"]![0]!;
        Assert.Null(spectrum["best"]);
        Assert.False((bool)spectrum["is_decided"]!);
        Assert.Null(spectrum["models"]![1]!["log_z"]);
        Assert.Equal("The model failed at x < 0.", (string)spectrum["models"]![1]!["fault"]!);
        JsonNode accelerator = result["accelerators"]![0]!;
        Assert.Equal(("cpu", "It is slow."), ((string)accelerator["kind"]!, (string)accelerator["refusal"]!));
    }

    private static BatchAnswer Run(StoppedEngine engine)
    {
        var batch = new SpectrumBatch(Settings.Spectra, Settings.Peaks);
        var job = new BatchJob(batch, Settings, engine);
        return ProgressDisplay.Use(true, TextWriter.Null, display => job.Run(display, CancellationToken.None));
    }
}
