using BayesMeasure.Linear;
using BayesMeasure.Linear.Selection;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear.Selection;

public class DesignComparisonTests
{
    private static readonly double[] X = [-2, -1, 0, 1, 2];
    private static readonly double[] Y = [-1.7, -0.4, 0.9, 1.6, 3.1];

    /// <summary>exp(-10.198190) against exp(-8.872850), and a third design that fits neither.</summary>
    [Fact]
    public void Probabilities_follow_from_the_free_energies()
    {
        var comparison = new DesignComparison([Line("y = a x", 1), Line("y = a x + b", 0, 1), Line("y = b", 0)], Y);
        double odds = Math.Exp(10.198190 - 8.872850);
        IReadOnlyList<double> equal = comparison.Probabilities();
        Assert.Equal(1, comparison.Best);
        Assert.Equal(1, equal.Sum(), 12);
        Assert.Equal(odds, equal[1] / equal[0], 1e-5);
        Assert.True(equal[2] < 1e-6);
        IReadOnlyList<double> doubtful = comparison.Probabilities([0.9, 0.1, 0]);
        Assert.Equal(odds / 9, doubtful[1] / doubtful[0], 1e-5);
        Assert.Equal(0, doubtful[2]);
    }

    [Fact]
    public void An_improper_prior_or_none_is_refused()
    {
        LinearCandidate improper = Line("no box", 1) with { Prior = new FlatPrior(0.5) };
        Assert.Contains(
            "'no box' has no free energy",
            Assert.Throws<ArgumentException>(() => new DesignComparison([improper], Y)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DesignComparison([], Y));
        Assert.Throws<ArgumentException>(() => new DesignComparison([Line("y = b", 0)], Y).Probabilities([0]));
    }

    private static LinearCandidate Line(string name, params int[] powers) => new(
        name,
        Matrix<double>.Build.Dense(X.Length, powers.Length, (i, j) => Math.Pow(X[i], powers[j])),
        new FlatPrior(0.5, [.. powers.Select(_ => 10.0)]));
}
