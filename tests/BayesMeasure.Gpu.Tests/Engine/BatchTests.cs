using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>Batches that are larger than the memory, and what is refused.</summary>
public class BatchTests
{
    [Fact]
    public void A_batch_that_does_not_fit_runs_in_parts_with_the_same_results()
    {
        Posterior[] posteriors = [.. Enumerable.Range(0, 5).Select(i => Questions.Peaks(1 + i % 2, center: 0.3 + 0.1 * i))];
        var brief = Questions.Options with { BurnInSweeps = 20, Sweeps = 30 };
        using var large = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        using var small = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, Memory = 60_000 });
        InferenceRun[] whole = [.. Questions.On(large, brief).RunAll(posteriors).OrderBy(run => run.Index)];
        InferenceRun[] parts = [.. Questions.On(small, brief).RunAll(posteriors).OrderBy(run => run.Index)];
        Assert.Equal(
            whole.Select(run => run.Result!.FreeEnergy.LogEvidence), parts.Select(run => run.Result!.FreeEnergy.LogEvidence));
    }

    [Fact]
    public void A_posterior_that_does_not_fit_is_refused_before_it_runs()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, Memory = 10_000 });
        var refused = Assert.Throws<NotSupportedException>(() => Questions.On(engine).Run(Questions.Peaks(2)));
        Assert.Contains("Posterior 1 needs", refused.Message);
        Assert.Contains("Memory", refused.Message);
    }

    [Fact]
    public void A_model_of_the_whole_curve_is_refused_by_name()
    {
        Posterior peaks = Questions.Peaks(1);
        var line = new Posterior(
            peaks.Measurement,
            ForwardModel.Function((double x, double slope) => slope * x),
            GaussianNoise.Known(0.1),
            new Prior { ["slope"] = Prior.Normal(0, 1) });
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        var options = Questions.Options with { Engine = engine };
        Assert.Null(engine.RefusalOf(peaks, options));
        var refused = Assert.Throws<NotSupportedException>(() => Questions.On(engine).Run(line));
        Assert.Equal(engine.RefusalOf(line, options), refused.Message);
        Assert.Contains("runs on the CPU only", refused.Message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws_as_alone()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        var options = Questions.Options with { BurnInSweeps = 20, Sweeps = 30 };
        Result alone = Questions.On(engine, options with { Seed = 4 }).Run(Questions.Peaks(2));
        Result second = Questions.On(engine, options with { Seed = 3 })
            .RunAll([Questions.Peaks(1, points: 40), Questions.Peaks(2)])
            .Single(run => run.Index == 1).Result!;
        Assert.Equal(alone.Draws.Of(0), second.Draws.Of(0));
    }
}
