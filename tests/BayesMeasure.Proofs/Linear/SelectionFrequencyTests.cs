using BayesMeasure.Linear;
using MathNet.Numerics.LinearAlgebra;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Linear;

/// <summary>How often y = a x + b is selected before y = a x in simulated data: by formula and by simulation.</summary>
public class SelectionFrequencyTests(ITestOutputHelper output)
{
    private const int Repetitions = 4000;
    private const double HalfWidth = 10;

    private static readonly ProofTable Table = new(
        "P(select y = a x + b)", "noise", "N", "b0", "reference", "formula", "simulated", "error");

    [Theory]
    [InlineData(5, 0, 0.01637)]
    [InlineData(5, 1, 0.43465)]
    [InlineData(20, 0.5, 0.33078)]
    [InlineData(100, 0, 0.00308)]
    [InlineData(100, 0.3, 0.51614)]
    [InlineData(1000, 0.1, 0.43503)]
    [Trait("science", "solvable-linear.md: C.2 P(select ax+b), all six (N, b0), simulated")]
    public void Known_noise(int points, double offset, double reference) => AssertSimulated(
        "known", points, offset, reference, selection => selection.WithKnownNoise(1), box => new FlatPrior(1, box));

    [Theory]
    [InlineData(5, 0, 0.025)]
    [InlineData(5, 1, 0.297)]
    [InlineData(20, 0.5, 0.289)]
    [InlineData(100, 0.3, 0.499)]
    [Trait("science", "solvable-linear.md: C.3 P(select ax+b), all four (N, b0), simulated")]
    public void Empirical_Bayes(int points, double offset, double reference) => AssertSimulated(
        "empirical", points, offset, reference, selection => selection.WithEmpiricalBayes(1), box => new EmpiricalBayes(box));

    [Theory]
    [InlineData(5, 1)]
    [InlineData(20, 0.5)]
    public void Jeffreys_noise(int points, double offset) => AssertSimulated(
        "Jeffreys", points, offset, double.NaN, selection => selection.WithJeffreysNoise(1), box => new JeffreysPrior(box));

    private void AssertSimulated(
        string noise,
        int points,
        double offset,
        double reference,
        Func<NestedSelection, double> formula,
        Func<double[], LinearPrior> prior)
    {
        double expected = formula(NestedSelection.OffsetOfLine(points, offset, HalfWidth));
        Matrix<double> line = Matrix<double>.Build.Dense(points, 2, (i, j) => j == 1 ? 1 : -1 + 2.0 * i / (points - 1));
        SelectionFrequency found = DesignComparison.Simulate(
            [
                new("y = a x", line.SubMatrix(0, points, 0, 1), prior([HalfWidth])),
                new("y = a x + b", line, prior([HalfWidth, HalfWidth])),
            ],
            [.. line * Vector<double>.Build.DenseOfArray([1, offset])],
            sigma: 1,
            points == 1000 ? Repetitions / 4 : Repetitions)[1];
        Table.Add(
            output, noise, $"{points}", ProofTable.Number(offset, 1), ProofTable.Number(reference, 5), ProofTable.Number(expected, 5),
            ProofTable.Number(found.Probability, 4), ProofTable.Number(found.StandardError, 4));
        Assert.Equal(expected, found.Probability, 4 * found.StandardError);
    }
}
