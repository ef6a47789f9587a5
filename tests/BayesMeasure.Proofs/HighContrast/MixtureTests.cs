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
    [InlineData(6, 3)]
    [InlineData(6, 10)]
    public void A_needle_far_away(int dimension, int hundredths) => Judge(new(dimension, hundredths / 100.0));

    /// <summary>The needle differs in several unknowns.</summary>
    /// <param name="dimension">The number of parameters.</param>
    /// <param name="parts">By how much in each, in parts.</param>
    [Theory]
    [InlineData(5, 3, -2)]
    [InlineData(6, 1, 1, -1)]
    [InlineData(6, 1, 1, 1, 1, 1, 1)]
    [InlineData(5, 3, -2, 5)]
    [InlineData(6, 3, -2, 5)]
    public void A_needle_along_another_direction(int dimension, params int[] parts) =>
        Judge(new(dimension, 0.1) { Direction = [.. parts] });

    /// <summary>
    /// Where it differs in four unknowns by unequal steps, and hardly any point of the prior tells of it: its density exceeds
    /// that of the wide one within r^2 / 2 s^2 = 20^2 / 2 - d ln s of its middle, a ball of radius 2.1 here, 10^-7 of the cube.
    /// Who evaluates a few million points meets it or not by chance, and who did not cannot know: that whoever met it is right is
    /// all that can be asked.
    /// </summary>
    [Fact]
    public void A_needle_that_few_points_tell_of()
    {
        SeparatedGaussians mixture = new(6, 0.1) { Direction = [3, -2, 5, 1] };
        double wideAlone = mixture.Problem.LogEvidence - Math.Log(2);
        JudgedRow row = Ask(mixture, out _);
        Assert.All(row.Runs.Where(run => run.Result.IsDecided), run => Assert.True(
            run.IsRightWithin(JudgedRun.Harmless)
            || Math.Abs(run.Result.FreeEnergy.LogEvidence - wideAlone) < JudgedRun.Harmless, $"{run}"));
    }

    private void Judge(SeparatedGaussians mixture)
    {
        JudgedRow row = Ask(mixture, out int seeds);
        int right = row.Runs.Count(run => run.IsRightWithin(JudgedRun.Harmless));
        Assert.Multiple(row.Conclude, () => Assert.InRange(right, LeastRight * seeds, seeds));
    }

    private JudgedRow Ask(SeparatedGaussians mixture, out int seeds)
    {
        EvidenceProblem problem = mixture.Problem;
        var row = new JudgedRow(problem.Name, "-", output);
        seeds = ProofScale.Choose(2, 40);
        row.Ask(problem.Name, problem.Target, seeds, new(problem.LogEvidence));
        return row;
    }
}
