using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Gpu.Tests.Engine;
using BayesMeasure.Inference;
using BayesMeasure.Problems.Seeds;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Seeds;

/// <summary>On the emulation, too, a seed gives the numbers that it always gave, bit for bit.</summary>
public class GpuSeedTests
{
    private const string Folder = "tests/BayesMeasure.Gpu.Tests/Seeds";

    private static readonly SeedFile File = new(Folder);

    private static readonly ReplicaExchangeOptions Short =
        new() { Seed = 7, Chains = 1, Rungs = 6, BurnInSweeps = 40, Sweeps = 20 };

    [SeedTheory(Folder)]
    [InlineData("NSO-3, 3 peaks", false)]
    [InlineData("NSO-3, 3 peaks, single precision", true)]
    public void A_seed_gives_the_numbers_that_it_always_gave(string name, bool inSinglePrecision)
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, SinglePrecision = inSinglePrecision });
        File.Check(name, Fingerprint.Of(Questions.On(engine, Short).Run(Nso3.WithPeaks(3))));
    }

    /// <summary>Posteriors of two shapes side by side, and a burn-in with a search beyond the posterior.</summary>
    [SeedTheory(Folder)]
    [InlineData("a batch")]
    public void A_batch_gives_the_numbers_that_it_always_gave(string name)
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        IEnumerable<Result> results = Questions.On(engine, Questions.Options with { BurnInSweeps = 520, Sweeps = 40 })
            .RunAll([Questions.Peaks(1, points: 8), Questions.Peaks(2, points: 12)])
            .OrderBy(run => run.Index)
            .Select(run => run.Result!);
        File.Check(name, results.SelectMany((result, i) => Fingerprint.Of($"posterior {i + 1}", result)));
    }
}
