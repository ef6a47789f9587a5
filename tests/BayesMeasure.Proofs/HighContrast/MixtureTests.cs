using BayesMeasure.Proofs.Evidence;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Two modes 20 standard deviations apart, of equal weight and with nothing between them, one of them narrow or a needle: who saw
/// but one must know it. log Z is exact.
/// </summary>
[Trait("suite", "proofs")]
public class MixtureTests(ITestOutputHelper output)
{
    private const double LeastRight = 0.95;

    /// <summary>Of widths 1 and 0.3.</summary>
    /// <param name="dimension">The number of parameters.</param>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Two_modes_far_apart(int dimension) => Judge(new(dimension, 0.3));

    /// <summary>The narrow one a needle.</summary>
    /// <param name="dimension">The number of parameters.</param>
    /// <param name="hundredths">A hundred times its width.</param>
    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 10)]
    [InlineData(3, 3)]
    [InlineData(3, 10)]
    [InlineData(4, 3)]
    [InlineData(4, 10)]
    [InlineData(5, 5)]
    [InlineData(6, 10)]
    public void A_needle_far_away(int dimension, int hundredths) => Judge(new(dimension, hundredths / 100.0));

    private void Judge(SeparatedGaussians mixture)
    {
        EvidenceProblem problem = mixture.Problem;
        var row = new JudgedRow(problem.Name, "-", output);
        int seeds = ProofScale.Choose(2, 40);
        row.Ask(problem.Name, problem.Target, seeds, new(problem.LogEvidence));
        int right = row.Runs.Count(run => run.IsRightWithin(JudgedRun.Harmless));
        Assert.Multiple(row.Conclude, () => Assert.InRange(right, LeastRight * seeds, seeds));
    }
}
