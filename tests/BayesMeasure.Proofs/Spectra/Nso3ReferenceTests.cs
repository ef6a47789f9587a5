using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>
/// NSO-3 by a reference at beta = 1: what needs no ladder agrees with the ladder, with itself, and is many times as precise.
/// </summary>
[Trait("suite", "proofs")]
public class Nso3ReferenceTests(ITestOutputHelper output)
{
    private const double MostErrors = 4;

    private static readonly ProofTable Table = new(
        "NSO-3 by a fitted reference: log Z less the constant of the literature, four errors at most apart",
        "peaks", "seed", "MBAR", "+-", "bridge", "+-", "importance", "+-", "what the bridge says");

    /// <summary>
    /// A fourth peak is redundant, and its posterior far from a Student t: there the gain is 1.9 to 2.1, and chains agree later.
    /// </summary>
    /// <param name="peaks">The number of peaks.</param>
    /// <param name="gain">By how much the error is smaller than that of the ladder, at least.</param>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(3, 10)]
    [InlineData(4, 1.5)]
    public void The_bridge_agrees_with_the_ladder_and_between_seeds(int peaks, double gain)
    {
        var options = new ReplicaExchangeOptions
        {
            BurnInSweeps = 2000,
            Sweeps = ProofScale.Sweeps(peaks < 4 ? 1000 : 4000),
            Reference = new() { Draws = 8192 },
        };
        Result[] runs = Runs.OfSeeds(ProofScale.Seeds(2), Nso3.WithPeaks(peaks), options);
        FreeEnergyEstimate[] bridges = [.. runs.Select(run => Of(run, "posterior bridge"))];
        foreach ((int i, Result run) in runs.Index())
        {
            FreeEnergyEstimate importance = Of(run, "importance sampling");
            FreeEnergyEstimate ladder = Of(run, "MBAR");
            Table.Add(
                output,
                [
                    $"{peaks}", $"{run.Seed}", .. Cells(ladder), .. Cells(bridges[i]), .. Cells(importance),
                    $"{bridges[i].Fitness}",
                ]);
            Assert.True(bridges[i].Fitness!.IsUsable);
            Assert.InRange(bridges[i].StandardError, 0, ladder.StandardError / gain);
            AssertAgree(bridges[i], ladder);
            AssertAgree(bridges[i], importance);
            AssertAgree(bridges[i], bridges[0]);
        }
    }

    private static FreeEnergyEstimate Of(Result run, string method) =>
        run.FreeEnergies.Single(estimate => estimate.Method == method);

    private static string[] Cells(FreeEnergyEstimate estimate) =>
        [ProofTable.Number(estimate.LogEvidence + Nso3.Constant, 3), ProofTable.Number(estimate.StandardError, 3)];

    private static void AssertAgree(FreeEnergyEstimate one, FreeEnergyEstimate other) => Assert.InRange(
        Math.Abs(one.LogEvidence - other.LogEvidence),
        0,
        MostErrors * Math.Sqrt(Math.Pow(one.StandardError, 2) + Math.Pow(other.StandardError, 2)));
}
