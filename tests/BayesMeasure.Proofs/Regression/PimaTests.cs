using BayesMeasure.Inference;
using BayesMeasure.Priors;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Regression;

/// <summary>
/// Diabetes among 532 women, logistic regression: evidences of two models under two priors, against importance sampling with an
/// error below 0.001.
/// </summary>
[Trait("suite", "proofs")]
public class PimaTests(ITestOutputHelper output)
{
    private const int Seeds = 2;
    private static readonly ProofTable Table = EvidenceRuns.Table("Pima: evidences of logistic regressions");

    [SharedDataTheory]
    [InlineData(0.01, false, -257.233)]
    [InlineData(0.01, true, -259.857)]
    [InlineData(1, false, -247.304)]
    [InlineData(1, true, -247.561)]
    public void Evidence(double precision, bool hasAge, double reference)
    {
        string[] columns = ["npreg", "glu", "bmi", "ped", .. hasAge ? ["age"] : Array.Empty<string>()];
        string name = FormattableString.Invariant($"{(hasAge ? "M2" : "M1")}, tau = {precision}");
        Prior prior = new Prior { ["beta"] = Prior.Normal(0, 1 / Math.Sqrt(precision)) }.Repeat(columns.Length + 1);
        var problem = new EvidenceProblem(name, prior, new LogisticRegression(columns).LogLikelihood, reference);
        var options = new ReplicaExchangeOptions { BurnInSweeps = 800, Sweeps = ProofScale.Sweeps(1200) };
        Result[] runs = EvidenceRuns.Of(problem, options, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(problem, runs, largestDeviation: 0.4);
        EvidenceRuns.AssertUnflagged(runs);
    }
}
