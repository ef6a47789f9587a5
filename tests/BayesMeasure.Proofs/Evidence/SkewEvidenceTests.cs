using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>Posteriors that are far from normal: skew, piled up at zero, cut off by the edge of the prior.</summary>
[Trait("suite", "proofs")]
public class SkewEvidenceTests(ITestOutputHelper output)
{
    private const int Seeds = 5;
    private static readonly ProofTable Table = EvidenceRuns.Table("Skew likelihoods");

    private static readonly EvidenceProblem[] Problems =
    [
        ConjugateCounts.Poisson("few counts", 0.5, 0.5, 0, 1, 0, 0, 2, 0, 0, 1),
        ConjugateCounts.Poisson("no counts at all", 1, 1, new int[50]),
        ConjugateCounts.Poisson("many counts", 2, 0.1, 31, 27, 40),
        ConjugateCounts.Binomial("one in fifty", 0.5, 0.5, successes: 1, trials: 50),
        ConjugateCounts.Binomial("none in a hundred", 1, 1, successes: 0, trials: 100),
        ConjugateCounts.Edge("one error beyond the edge", measured: -0.5, error: 0.5, length: 10),
        ConjugateCounts.Edge("five errors beyond the edge", measured: -2.5, error: 0.5, length: 10),
    ];

    public static TheoryData<string> Names => [.. Problems.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sampled(string name)
    {
        EvidenceProblem problem = Problems.Single(problem => problem.Name == name);
        var options = new ReplicaExchangeOptions { BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(4000) };
        Result[] runs = EvidenceRuns.Of(problem, options, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(problem, runs, largestDeviation: 0.15);
        EvidenceRuns.AssertUnflagged(runs);
    }
}
