using System.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>Runs of several seeds on a problem of known evidence, and their rows in a table.</summary>
internal static class EvidenceRuns
{
    /// <summary>A table for <see cref="Of"/>.</summary>
    public static ProofTable Table(string title) => new(
        title, "problem", "seed", "log Z", "error", "truth", "off by", "pull", "rungs", "trips", "flags", "CPU s");

    /// <summary>Runs seeds 1, 2, ... and adds a row for each; the CPU seconds are the mean over the seeds.</summary>
    public static Result[] Of(
        EvidenceProblem problem, ReplicaExchangeOptions options, int seeds, ProofTable table, ITestOutputHelper output)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Result[] runs = Runs.OfSeeds(seeds, problem.Target, options);
        double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / seeds;
        foreach (Result run in runs)
        {
            table.Add(output, Row(problem, run, seconds));
        }
        foreach (string warning in runs.SelectMany(run => run.Warnings).Distinct())
        {
            output.WriteLine($"warning: {warning}");
        }
        return runs;
    }

    public static double Pull(EvidenceProblem problem, Result run) =>
        (run.FreeEnergy.LogEvidence - problem.LogEvidence) / run.FreeEnergy.StandardError;

    /// <summary>
    /// The mean over the seeds is within three of its standard errors of the truth and each run within four of its own: of
    /// a hundred honest runs, one is beyond three in every fourth set. No run is off by more than a limit.
    /// </summary>
    public static void AssertRight(EvidenceProblem problem, Result[] runs, double largestDeviation)
    {
        double mean = runs.Average(run => run.FreeEnergy.LogEvidence) - problem.LogEvidence;
        double error = Math.Sqrt(runs.Sum(run => Math.Pow(run.FreeEnergy.StandardError, 2))) / runs.Length;
        Assert.InRange(Math.Abs(mean), 0, 3 * error);
        Assert.All(runs, run => Assert.InRange(Math.Abs(Pull(problem, run)), 0, 4));
        Assert.All(runs, run => Assert.InRange(
            Math.Abs(run.FreeEnergy.LogEvidence - problem.LogEvidence), 0, largestDeviation));
    }

    /// <summary>All estimators agree within their errors, and nothing else is warned of.</summary>
    public static void AssertUnflagged(Result[] runs) => Assert.All(runs, run => Assert.Empty(run.Warnings));

    private static string[] Row(EvidenceProblem problem, Result run, double seconds) =>
    [
        problem.Name,
        ProofTable.Number(run.Seed, 0),
        ProofTable.Number(run.FreeEnergy.LogEvidence, 3),
        ProofTable.Number(run.FreeEnergy.StandardError, 3),
        ProofTable.Number(problem.LogEvidence, 4),
        ProofTable.Number(run.FreeEnergy.LogEvidence - problem.LogEvidence, 3),
        ProofTable.Number(Pull(problem, run), 2),
        ProofTable.Number(LadderRun.Of(run).Ladder.InverseTemperatures.Count, 0),
        ProofTable.Number(LadderRun.Of(run).Ladder.RoundTrips, 0),
        Flags(run),
        ProofTable.Number(seconds, 1),
    ];

    /// <summary>What a reader would be warned of: an undecided log Z (U), and any other warning (W).</summary>
    private static string Flags(Result run)
    {
        int others = run.Warnings.Count - (run.Doubt is null ? 0 : 1);
        return run.Warnings.Count == 0 ? "-" : (run.Doubt is null ? "" : "U") + (others > 0 ? "W" : "");
    }
}
