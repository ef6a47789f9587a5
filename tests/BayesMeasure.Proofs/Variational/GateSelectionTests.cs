using BayesMeasure.Inference;
using BayesMeasure.Linear.Sparse;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Variational;

/// <summary>Twelve gates, of which all sets can be enumerated: what q selects, and what is probable.</summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: variational gates saturate")]
public class GateSelectionTests(ITestOutputHelper output)
{
    private const double Pulls = 3;

    private static readonly ProofTable Table = new(
        "Gates of twelve peaks, mean-field: selections beside probabilities by enumeration",
        "spectrum", "log Z", "bound", "log Z by q", "gate", "selection", "probability");

    private static readonly VariationalInference Settings = new()
    {
        Family = GuideFamily.MeanField,
        Starts = 2,
        Schedule = Schedule.GrowingBatch(new(0.05, 4, 400), 4),
    };

    [Fact]
    public void A_selection_is_no_probability()
    {
        double error = 0;
        int gates = 0;
        for (int seed = 1; seed <= ProofScale.Inputs(1, 6); seed++)
        {
            GatedPeaks peaks = new((ulong)seed, spacing: 0.8);
            var exact = GateEnumeration.Of(peaks.Problem);
            double logEvidence = peaks.LogEvidence(exact);
            Result result = Settings.Run(peaks.Posterior);
            var report = (VariationalReport)result.Report;
            for (int k = 0; k < GatedPeaks.Count; k++)
            {
                double selection = report.Gates[k].Selection;
                double probability = exact.Probabilities[k];
                error += Math.Abs(selection - probability);
                gates++;
                if (Math.Max(Math.Abs(selection - probability), Math.Min(probability, 1 - probability)) > 0.08)
                {
                    Table.Add(
                        output,
                        $"{seed}",
                        ProofTable.Number(logEvidence, 2),
                        $"{report.LowerBound.LogEvidence:F1} +- {report.LowerBound.StandardError:F1}",
                        result.IsDecided ? $"{result.FreeEnergy}" : "undecided",
                        $"{k + 1}",
                        ProofTable.Number(selection, 3),
                        ProofTable.Number(probability, 3));
                }
            }

            Assert.True(report.LowerBound.LogEvidence <= logEvidence + Pulls * report.LowerBound.StandardError);
            Assert.True(!result.IsDecided
                || Math.Abs(result.FreeEnergy.LogEvidence - logEvidence) < Pulls * result.FreeEnergy.StandardError);
        }

        output.WriteLine($"mean |selection - probability| of {gates} gates: {error / gates:F3}");
    }
}
