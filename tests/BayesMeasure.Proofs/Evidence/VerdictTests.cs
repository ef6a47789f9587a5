using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Posteriors;
using BayesMeasure.Proofs.Linear;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Is the verdict on log Z right? Runs that are right are called decided, and of runs that are wrong none is that has seen what
/// there is: few journeys between two phases widen the error, or leave log Z undecided.
/// </summary>
[Trait("suite", "proofs")]
public class VerdictTests(ITestOutputHelper output)
{
    /// <summary>A run whose log Z is farther from the truth, in its errors, is wrong.</summary>
    private const double MostErrors = 3;

    private static readonly ProofTable Alarms = new(
        "Right runs that are called undecided", "problem", "runs", "right", "undecided", "left out", "largest pull");

    private static readonly ProofTable Phases = new(
        "Two modes far apart: what the verdict says", "problem", "runs", "both seen", "right", "undecided", "wrong",
        "wrong, both seen");

    /// <summary>Forty runs over eight problems of different kinds.</summary>
    [Fact]
    public void Right_runs_are_decided()
    {
        EvidenceProblem[] problems =
        [
            Conjugate("normal priors", ConjugateProblem.WithNormalPriors),
            Conjugate("unknown noise", ConjugateProblem.WithUnknownNoise),
            ConjugateCounts.Poisson("few counts", 0.5, 0.5, 0, 1, 0, 0, 2, 0, 0, 1),
            ConjugateCounts.Edge("at an edge", -0.5, 1, 3),
            CorrelatedGaussian.Equicorrelated().Problem,
            new GaussianShells(5).Problem,
            new LogGammaProduct(2).Problem,
            Plateau.Problem,
        ];
        int right = 0;
        int alarms = 0;
        foreach (EvidenceProblem problem in problems)
        {
            Result[] runs = Runs.OfSeeds(ProofScale.Seeds(5), problem.Target, new());
            Result[] good = [.. runs.Where(run => IsRight(problem, run))];
            right += good.Length;
            alarms += good.Count(run => !run.IsDecided);
            Alarms.Add(
                output,
                problem.Name,
                Count(runs.Length),
                Count(good.Length),
                Count(good.Count(run => !run.IsDecided)),
                Count(runs.Sum(run => run.FreeEnergies.Count(estimate => estimate.Fitness?.IsUsable == false))),
                ProofTable.Number(runs.Max(run => Math.Abs(EvidenceRuns.Pull(problem, run))), 2));
        }

        Assert.InRange(alarms, 0, right / 20);
    }

    /// <summary>
    /// A mode that no draw has seen is the business of the search; of all other runs none is wrong without a sign.
    /// </summary>
    [Theory]
    [InlineData(6, 0.3)]
    [InlineData(4, 0.1)]
    [InlineData(3, 0.1)]
    [InlineData(2, 0.03)]
    public void Two_modes_far_apart_are_right_or_undecided(int dimension, double width)
    {
        EvidenceProblem problem = new SeparatedGaussians(dimension, width).Problem;
        Result[] runs = Runs.OfSeeds(ProofScale.Seeds(10), problem.Target, new());
        Result[] seen = [.. runs.Where(HasSeenBoth)];
        Phases.Add(
            output,
            problem.Name,
            Count(runs.Length),
            Count(seen.Length),
            Count(runs.Count(run => run.IsDecided && IsRight(problem, run))),
            Count(runs.Count(run => !run.IsDecided)),
            Count(runs.Count(run => run.IsDecided && !IsRight(problem, run))),
            Count(seen.Count(run => run.IsDecided && !IsRight(problem, run))));
        Assert.All(seen, run => Assert.True(!run.IsDecided || IsRight(problem, run)));
    }

    private static EvidenceProblem Conjugate(string name, Posterior posterior) =>
        new(name, posterior, new ConjugateLinear { Draws = 2 }.Run(posterior).FreeEnergy.LogEvidence);

    private static bool IsRight(EvidenceProblem problem, Result run) => Math.Abs(EvidenceRuns.Pull(problem, run)) < MostErrors;

    private static bool HasSeenBoth(Result run)
    {
        bool[] sides = [.. from chain in Enumerable.Range(0, run.Draws.Chains)
            from draw in Enumerable.Range(0, run.Draws.Count)
            select SeparatedGaussians.IsNarrow(run.Draws[chain, draw])];
        return sides.Contains(true) && sides.Contains(false);
    }

    private static string Count(int count) => ProofTable.Number(count, 0);
}
