using BayesMeasure.Proofs.Relaxation;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Decays, whose amplitudes, rates, stretching and offset all hang together: the first experiment of nmr-relaxation.md, and the
/// photoluminescence of a perovskite film.
/// </summary>
[Trait("suite", "proofs")]
public class RelaxationTests(ITestOutputHelper output)
{
    private const double LargestError = 0.1;
    private const double LargestRHat = 1.02;

    /// <summary>F of K = 1 to 5 without the constant, and how well it is known.</summary>
    private static readonly KnownEvidence[] FreeEnergies =
        [new(2242.6, 0.05), new(298.1, 0.05), new(89.227, 0.003), new(91.1, 0.2), new(94.0, 0.2)];

    [Fact]
    [Trait("science", "nmr-relaxation.md: free energies, Exp 1, K = 1 to 5")]
    public void Three_exponentials()
    {
        var row = new JudgedRow("NMR, experiment 1", "-", output);
        row.Compare(
            RelaxationExperiment.ThreeExponentials.Measurement,
            JudgedRow.FamilyOf(
                JudgedRow.Counts(3, 1, 5), RelaxationExperiment.ThreeExponentials.WithComponents),
            ProofScale.Choose(1, 4),
            components => FreeEnergies[components - 1] with
            {
                LogEvidence = -FreeEnergies[components - 1].LogEvidence - RelaxationExperiment.Constant,
            });
        Assert.Multiple(() => row.Conclude(within: JudgedRun.Harmless, LargestError), () => AssertConverged(row));
    }

    [SharedDataFact]
    public void Photoluminescence_by_one_stretched_and_by_two_plain_exponentials()
    {
        var row = new JudgedRow("photoluminescence", "-", output);
        foreach (string file in ProofScale.Choose<string[]>(["trpl_OD0"], ["trpl_OD0", "trpl_OD0-5", "trpl_OD1"]))
        {
            PhotoluminescenceDecay decay = new(file, from: 20);
            row.Ask($"{file}, stretched", decay.Stretched, ProofScale.Choose(1, 2), truth: null);
            row.Ask($"{file}, two plain", decay.TwoPlain, ProofScale.Choose(1, 2), truth: null);
        }

        Assert.Multiple(
            row.Conclude,
            () => Assert.InRange(row.Runs.Max(run => run.QuotedError), 0, LargestError),
            () => AssertConverged(row));
    }

    private static void AssertConverged(JudgedRow row) => Assert.All(row.Runs, run => Assert.InRange(
        run.Result.Summary.Parameters.Max(parameter => parameter.Convergence.RHat), 0, LargestRHat));
}
