using BayesMeasure.Results;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

public class AnalyticEvidenceTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = EvidenceRuns.Table("Analytic evidences");

    private static readonly EvidenceProblem[] Problems =
    [
        CorrelatedGaussian.Equicorrelated().Problem,
        CorrelatedGaussian.WithRandomCovariance(10).Problem,
        EggBox.Problem,
        new GaussianShells(2).Problem,
        new GaussianShells(5).Problem,
        new GaussianShells(10).Problem,
        new GaussianShells(20).Problem,
        new GaussianShells(30).Problem,
        ThinShells.Problem,
        SpikeAndSlab.Problem,
        new LogGammaProduct(2).Problem,
        new LogGammaProduct(10).Problem,
        new Rosenbrock("rosenbrock_2d_a", 0.5).Problem,
        new Rosenbrock("rosenbrock_2d_b", 2).Problem,
        SpikeOverX.Problem,
        Plateau.Problem,
    ];

    public static TheoryData<string> Names => [.. Problems.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Default_options(string name)
    {
        EvidenceProblem problem = Problems.Single(problem => problem.Name == name);
        Result[] runs = EvidenceRuns.Of(problem, new(), ProofScale.Seeds(3), Table, output);
        Assert.All(runs, run => Assert.InRange(Math.Abs(EvidenceRuns.Pull(problem, run)), 0, 3));
    }
}
