using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Stopping;

/// <summary>
/// A run that stops when its error bar is small enough prefers error bars that are too small by chance. By how much? The pulls of
/// log Z of many stopped runs against those of runs whose length was fixed beforehand, on a problem with a known answer.
/// </summary>
[Trait("suite", "proofs")]
public class OptionalStoppingTests(ITestOutputHelper output)
{
    private const int Count = 200;
    private const int Dimensions = 3;
    private const double Precision = 20;

    /// <summary>A Gaussian likelihood inside a Gaussian prior: Z = (1 + precision)^(-d/2).</summary>
    private static double LogEvidence => -0.5 * Dimensions * Math.Log(1 + Precision);

    private static LogLikelihoodTarget Target => new(new Prior { ["a"] = Prior.Normal(0, 1) }.Repeat(Dimensions), values =>
    {
        double squares = 0;
        foreach (double value in values)
        {
            squares += value * value;
        }
        return -0.5 * Precision * squares;
    });

    private static ReplicaExchangeOptions Options { get; } = new()
    {
        Chains = 2,
        Rungs = 8,
        BurnInSweeps = 300,
        Sweeps = 100_000,
        Reference = null,
    };

    [Fact]
    public void Error_bars_of_runs_that_stop_at_them_stay_honest()
    {
        Result[] stopped = Runs.OfSeeds(Count, Target, Options with { Until = new() { StandardError = 0.05 } });
        int typical = (int)stopped.Average(run => run.Draws.Count);
        Result[] whole = Runs.OfSeeds(Count, Target, Options with { Sweeps = typical });
        Pulls pulls = Of(stopped);
        Pulls reference = Of(whole);
        output.WriteLine($"stopped at 0.05 after {typical} sweeps on average: {pulls}");
        output.WriteLine($"as many sweeps, fixed beforehand:              {reference}");
        IEnumerable<string> lengths = stopped
            .GroupBy(run => run.Draws.Count).OrderBy(group => group.Key).Select(group => $"{group.Key} sweeps: {group.Count()}");
        output.WriteLine(string.Join(", ", lengths));
        Assert.All(stopped, run => Assert.Equal(StopKind.StandardError, run.StopReason.Kind));
        Assert.True(pulls.AreStandard(errors: 4), $"stopped: {pulls}");
    }

    private static Pulls Of(Result[] runs) =>
        new([.. runs.Select(run => (run.FreeEnergy.LogEvidence - LogEvidence) / run.FreeEnergy.StandardError)]);
}
