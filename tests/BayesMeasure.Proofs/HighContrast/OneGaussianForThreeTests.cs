using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>Three unknowns, two modes: the smallest problem of high contrast.</summary>
[Trait("suite", "proofs")]
public class OneGaussianForThreeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_broad_and_a_narrow_mode_are_both_weighed()
    {
        var row = new JudgedRow("one Gaussian for three", "-", output);
        for (int seed = 0; seed < ProofScale.Choose(1, 8); seed++)
        {
            EvidenceProblem problem = OneGaussianForThree.WithNoise(seed);
            row.Ask(problem.Name, problem.Target, ProofScale.Choose(1, 4), new(problem.LogEvidence));
        }

        row.Conclude(within: 0.1, largestError: JudgedRun.Harmless);
    }
}
