using BayesMeasure.Inference;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace BayesMeasure.Benchmarks;

/// <summary>
/// Whole runs on one thread: one chain of 32 rungs, 500 sweeps of burn-in and 4,000 that are recorded, for 1 to 5 peaks.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
[MemoryDiagnoser]
public class Nso3Benchmarks
{
    private static ReplicaExchangeOptions Options { get; } = new()
    {
        Chains = 1,
        Rungs = 32,
        BurnInSweeps = 500,
        Sweeps = 4000,
        Threads = 1,
    };

    /// <summary>The number of peaks.</summary>
    [Params(1, 2, 3, 4, 5)]
    public int Peaks { get; set; }

    [Benchmark]
    public Result Run() => new ReplicaExchange(Options).Run(Nso3.WithPeaks(Peaks));
}
