using BayesMeasure.Gpu;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// Random data sets on the accelerator and on the CPU, with different seeds: how far log Z and the posterior means are apart, in
/// combined standard errors.
/// </summary>
internal sealed class CpuAgreement(GpuEngine engine, int dataSets)
{
    private const ulong SeedOfCpu = 1_000_000;

    private static readonly ReplicaExchangeOptions Options = new() { BurnInSweeps = 1000, Sweeps = 4000, Threads = 1 };

    /// <summary>Measures.</summary>
    public AgreementFigures Measure(CancellationToken cancellation)
    {
        Console.WriteLine($"{dataSets} random data sets on both ...");
        Posterior[] posteriors = [.. Enumerable.Range(0, dataSets).Select(RandomSpectra.Create)];
        var here = new (FreeEnergyEstimate FreeEnergy, PosteriorSummary Summary)[dataSets];
        var there = new (FreeEnergyEstimate FreeEnergy, PosteriorSummary Summary)[dataSets];
        foreach (InferenceRun run in new ReplicaExchange(Options with { Engine = engine })
            .RunAll(posteriors, progress: null, cancellation))
        {
            here[run.Index] = Look(run.Failure is null ? run.Result! : throw run.Failure);
        }
        Parallel.For(0, dataSets, new() { CancellationToken = cancellation }, i =>
        {
            ReplicaExchangeOptions options = Options with { Seed = SeedOfCpu + (ulong)i };
            there[i] = Look(new ReplicaExchange(options).Run(posteriors[i], progress: null, cancellation));
        });
        var pairs = here.Zip(there).ToArray();
        return new()
        {
            DataSets = dataSets,
            LogEvidence = Pulls.Of(pairs.Select(pair => Pulls.Between(
                pair.First.FreeEnergy.LogEvidence,
                pair.First.FreeEnergy.StandardError,
                pair.Second.FreeEnergy.LogEvidence,
                pair.Second.FreeEnergy.StandardError))),
            Means = Pulls.Of(pairs.SelectMany(pair =>
                pair.First.Summary.Parameters.Zip(pair.Second.Summary.Parameters, Between))),
        };
    }

    /// <summary>The summary puts interchangeable peaks in order, without which their means mean nothing.</summary>
    private static (FreeEnergyEstimate FreeEnergy, PosteriorSummary Summary) Look(Result result) =>
        (result.FreeEnergy, result.Summary);

    private static double Between(QuantitySummary one, QuantitySummary other) => Pulls.Between(
        one.Mean, one.Convergence.StandardErrorOfMean, other.Mean, other.Convergence.StandardErrorOfMean);
}
