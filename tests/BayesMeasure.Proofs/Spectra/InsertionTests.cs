using BayesMeasure.Comparison;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>
/// What one line more is worth, from draws of both models alone: no ladder is in it, so that it is right where the ladder, in which
/// all lines lock into their places at one temperature, knows log Z to several nats or not at all.
/// </summary>
[Trait("suite", "proofs")]
public class InsertionTests(ITestOutputHelper output)
{
    private const double MostErrors = 4;

    // What the page knows its own numbers to.
    private const double ErrorOfTruth = 0.05;

    private static readonly ProofTable Table = new(
        "ln odds of one line more, by insertion between draws of default runs that relocate lines",
        "data", "lines", "truth", "insertion", "+-", "pull", "MBAR of K", "MBAR of K + 1", "what it says");

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 1,
        Explorer = Explorer.Sequence(
            new CoordinateWalk(),
            new ComponentRelocation(),
            new BlockWalk().Every(4),
            new ComponentSwap().Every(2)),
        Reference = new(),
        Rungs = 10,
        BurnInSweeps = 1500,
        Sweeps = ProofScale.Sweeps(1500),
    };

    [SharedDataFact]
    [Trait("science", "high-contrast.md: methanol, K = 6, 7, 8")]
    public void Lines_of_methanol_are_worth_what_the_page_says() =>
        AssertAre("methanol", MeasuredSpectra.Methanol, 6, [-1869.68, -1837.13, -1804.06]);

    private void AssertAre(string data, Func<int, Posterior> withLines, int fewest, double[] truths)
    {
        ModelFamily family = new([.. truths.Select((_, i) => CandidateOf(withLines(fewest + i), fewest + i))]);
        ModelComparison comparison = family.Compare(withLines(fewest).Measurement, Options);
        output.WriteLine($"{comparison}");
        foreach ((int i, NeighbourOdds odds) in comparison.Neighbours.Index())
        {
            double truth = truths[i + 1] - truths[i];
            double pull = (odds.LogOdds - truth) / Math.Sqrt(Math.Pow(odds.StandardError, 2) + Math.Pow(ErrorOfTruth, 2));
            Table.Add(
                output,
                data,
                $"{fewest + i}, {fewest + i + 1}",
                ProofTable.Number(truth, 2),
                ProofTable.Number(odds.LogOdds, 3),
                ProofTable.Number(odds.StandardError, 3),
                ProofTable.Number(pull, 2),
                LadderOf(comparison.Models[i]),
                LadderOf(comparison.Models[i + 1]),
                $"{odds.Fitness}");
            Assert.InRange(pull, -MostErrors, MostErrors);
        }
    }

    private static Candidate CandidateOf(Posterior target, int lines) =>
        new($"K = {lines}", lines, target.Model, target.Noise, target.Prior);

    private static string LadderOf(WeighedModel model) =>
        $"{model.Result.FreeEnergies.First(estimate => estimate.Method == "MBAR")}";
}
