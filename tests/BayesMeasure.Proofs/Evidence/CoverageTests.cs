using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Posteriors;
using BayesMeasure.Proofs.Linear;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Do the error bars of log Z hold the truth as often as they say? A hundred short runs on each of eight problems, and thirty of
/// the default length on each of four with a first-order transition (two hundred of each where the proofs are long); a
/// share may differ from what it should be by three standard deviations of the binomial distribution. Error bars that are too
/// small by a half fail four of five such problems: all eight together they do not pass. Undecided runs claim nothing and are
/// counted apart.
/// </summary>
public class CoverageTests(ITestOutputHelper output)
{
    private const double Deviations = 3;
    private const double MostUndecided = 0.1;
    private const double Error68 = 1;
    private const double Error95 = 1.959964;

    private static readonly ProofTable Table = new(
        "Coverage of the intervals of log Z",
        "problem", "runs", "undecided", "68 %", "limits", "95 %", "limits", "mean error", "pulls");

    private static int Seeds => ProofScale.Choose(100, 200);

    private static int SeedsOfTransitions => ProofScale.Choose(30, 200);

    /// <summary>Error bars are not the business of the search, which takes longer than so short a run.</summary>
    private static ReplicaExchangeOptions Short { get; } = new() { BurnInSweeps = 500, Sweeps = 800, Modes = null };

    [Fact]
    [Trait("suite", "proofs")]
    public void Conjugate_linear() =>
        AssertCovers(Conjugate(ConjugateProblem.WithNormalPriors), Short with { Reference = null }, Seeds);

    [Fact]
    [Trait("suite", "proofs")]
    public void Poisson_counts() => AssertCovers(ConjugateCounts.Poisson("few counts", 0.5, 0.5, 0, 1, 0, 0, 2, 0, 0, 1));

    [Fact]
    public void Four_modes() => AssertCovers(new GaussianShells(1).Problem);

    [Fact]
    [Trait("suite", "proofs")]
    public void Correlated_in_a_box() => AssertCovers(CorrelatedGaussian.Equicorrelated().Problem);

    [Fact]
    [Trait("suite", "proofs")]
    public void Few_successes() => AssertCovers(ConjugateCounts.Binomial("few successes", 1, 1, 2, 9));

    [Fact]
    [Trait("suite", "proofs")]
    public void At_an_edge() => AssertCovers(ConjugateCounts.Edge("at an edge", -0.5, 1, 3));

    [Fact]
    [Trait("suite", "proofs")]
    public void Two_shells() => AssertCovers(new GaussianShells(5).Problem);

    [Fact]
    [Trait("suite", "proofs")]
    public void Two_heights() => AssertCovers(Plateau.Problem);

    [Theory]
    [Trait("suite", "proofs")]
    [InlineData(3, 0.02, 1)]
    [InlineData(4, 0.03, 3)]
    [InlineData(5, 0.04, 3)]
    public void Two_phases(int dimension, double width, double mass) =>
        AssertCovers(new TwoPhases(dimension, width, mass).Problem, new(), SeedsOfTransitions);

    [Fact]
    [Trait("suite", "proofs")]
    public void Two_modes_far_apart() =>
        AssertCovers(new SeparatedGaussians(4, 0.3).Problem, new(), SeedsOfTransitions);

    private static EvidenceProblem Conjugate(Posterior posterior) =>
        new("conjugate linear", posterior, new ConjugateLinear { Draws = 2 }.Run(posterior).FreeEnergy.LogEvidence);

    private static (double Least, double Most) Limits(double share, int runs)
    {
        double deviation = Math.Sqrt(share * (1 - share) / runs);
        return (share - Deviations * deviation, Math.Min(1, share + Deviations * deviation));
    }

    private void AssertCovers(EvidenceProblem problem) => AssertCovers(problem, Short, Seeds);

    private void AssertCovers(EvidenceProblem problem, ReplicaExchangeOptions options, int seeds)
    {
        Result[] all = Runs.OfSeeds(seeds, problem.Target, options);
        Result[] runs = [.. all.Where(run => run.IsDecided)];
        double[] pulls = [.. runs.Select(run => EvidenceRuns.Pull(problem, run))];
        double share68 = pulls.Count(pull => Math.Abs(pull) < Error68) / (double)pulls.Length;
        double share95 = pulls.Count(pull => Math.Abs(pull) < Error95) / (double)pulls.Length;
        (double Least, double Most) limits68 = Limits(0.682689, runs.Length);
        (double Least, double Most) limits95 = Limits(0.95, runs.Length);
        Table.Add(
            output,
            problem.Name,
            ProofTable.Number(all.Length, 0),
            ProofTable.Number(all.Length - runs.Length, 0),
            ProofTable.Number(share68, 3),
            $"{ProofTable.Number(limits68.Least, 3)} to {ProofTable.Number(limits68.Most, 3)}",
            ProofTable.Number(share95, 3),
            $"{ProofTable.Number(limits95.Least, 3)} to {ProofTable.Number(limits95.Most, 3)}",
            ProofTable.Number(runs.Average(run => run.FreeEnergy.StandardError), 3),
            new Pulls(pulls).ToString());
        Assert.InRange(all.Length - runs.Length, 0, MostUndecided * all.Length);
        Assert.InRange(share68, limits68.Least, limits68.Most);
        Assert.InRange(share95, limits95.Least, limits95.Most);
    }
}
