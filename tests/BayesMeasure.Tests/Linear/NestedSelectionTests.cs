using BayesMeasure.Linear;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>The probability of selecting y = a x + b before y = a x, by formula.</summary>
public class NestedSelectionTests
{
    private const double HalfWidth = 10;

    [Theory]
    [InlineData(5, 0, 0.01637)]
    [InlineData(5, 1, 0.43465)]
    [InlineData(20, 0.5, 0.33078)]
    [InlineData(100, 0, 0.00308)]
    [InlineData(100, 0.3, 0.51614)]
    [InlineData(1000, 0.1, 0.43503)]
    [Trait("science", "solvable-linear.md: C.2 P(select ax+b), all six (N, b0)")]
    public void Known_noise(int points, double offset, double expected) =>
        Assert.Equal(expected, NestedSelection.OffsetOfLine(points, offset, HalfWidth).WithKnownNoise(1), 0.5e-5);

    /// <summary>
    /// The reference values have the scatter of a simulation: those of (5, 1) and (100, 0.3) are not the exact ones, 0.2984 and
    /// 0.4984, rounded. The exact ones are held to simulations by SelectionFrequencyTests among the proofs.
    /// </summary>
    [Theory]
    [InlineData(5, 0, 0.025, 0.02519)]
    [InlineData(5, 1, 0.297, 0.29844)]
    [InlineData(20, 0.5, 0.289, 0.28934)]
    [InlineData(100, 0.3, 0.499, 0.49844)]
    [Trait("science", "solvable-linear.md: C.3 P(select ax+b), all four (N, b0)")]
    public void Empirical_Bayes(int points, double offset, double reference, double exact)
    {
        double found = NestedSelection.OffsetOfLine(points, offset, HalfWidth).WithEmpiricalBayes(1);
        Assert.Equal(exact, found, 0.5e-5);
        Assert.Equal(reference, found, 0.0015);
    }

    /// <summary>Phi(delta - T) + Phi(-T - delta) with N_e = N (1 - mean(x)^2 / mean(x^2)), x not centred.</summary>
    [Fact]
    [Trait("science", "solvable-linear.md: C.2 P(select ax+b), formula with N_e")]
    public void The_formula_of_the_line_is_that_of_its_design()
    {
        double[] x = [1, 2, 3, 5, 8];
        Matrix<double> design = Matrix<double>.Build.Dense(x.Length, 2, (i, j) => j == 0 ? x[i] : 1);
        double effective = x.Length - Math.Pow(x.Sum(), 2) / x.Sum(value => value * value);
        const double Sigma = 0.7;
        const double Offset = 0.9;
        double delta = Math.Sqrt(effective) * Offset / Sigma;
        double threshold = Math.Sqrt(Math.Log(4 * HalfWidth * HalfWidth * effective / (2 * Math.PI * Sigma * Sigma)));
        double expected = Phi(delta - threshold) + Phi(-threshold - delta);
        var ofLine = NestedSelection.OffsetOfLine(x.Length, Offset, HalfWidth, effective);
        var ofDesign = new NestedSelection(design, 1, [HalfWidth], [-3, Offset]);
        Assert.Equal(expected, ofLine.WithKnownNoise(Sigma), 12);
        Assert.Equal(expected, ofDesign.WithKnownNoise(Sigma), 12);
        Assert.Equal(ofLine.WithEmpiricalBayes(Sigma), ofDesign.WithEmpiricalBayes(Sigma), 9);
        Assert.Equal(ofLine.WithJeffreysNoise(Sigma), ofDesign.WithJeffreysNoise(Sigma), 9);
    }

    /// <summary>A level of noise that many points tell is as good as known.</summary>
    [Fact]
    public void Unknown_noise_becomes_known_noise_for_many_points()
    {
        var selection = NestedSelection.OffsetOfLine(1_000_000, 0.004, HalfWidth);
        double known = selection.WithKnownNoise(1);
        Assert.InRange(known, 0.2, 0.8);
        Assert.Equal(known, selection.WithEmpiricalBayes(1), 1e-4);
        Assert.Equal(known, selection.WithJeffreysNoise(1), 1e-4);
    }

    /// <summary>By simulation, for one and for two added columns, all treatments of the noise.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Simulations_agree(int added)
    {
        const int Repetitions = 4000;
        const double Sigma = 1.3;
        double[] truth = [1, added == 1 ? 0.5 : 3, added == 1 ? 1.8 : 2.5];
        Matrix<double> larger = Matrix<double>.Build.Dense(9, 3, (i, j) => Math.Pow((i - 3) / 3.0, 2 - j));
        Matrix<double> smaller = larger.SubMatrix(0, 9, 0, 3 - added);
        double[] box = [100, 100, 100];
        var formula = new NestedSelection(larger, added, box[..added], truth);
        (double Expected, Func<double[], LinearPrior> Prior)[] cases =
        [
            (formula.WithKnownNoise(Sigma), halfWidths => new FlatPrior(Sigma, halfWidths)),
            (formula.WithEmpiricalBayes(Sigma), halfWidths => new EmpiricalBayes(halfWidths)),
            (formula.WithJeffreysNoise(Sigma), halfWidths => new JeffreysPrior(halfWidths)),
        ];
        foreach ((double expected, Func<double[], LinearPrior> prior) in cases)
        {
            LinearCandidate[] candidates =
            [
                new("smaller", smaller, prior(box[added..])),
                new("larger", larger, prior(box)),
            ];
            SelectionFrequency found = DesignComparison.Simulate(
                candidates, [.. larger * Vector<double>.Build.DenseOfArray(truth)], Sigma, Repetitions)[1];
            Assert.InRange(expected, 0.1, 0.9);
            Assert.Equal(expected, found.Probability, 4 * found.StandardError);
        }
    }

    [Fact]
    public void Too_few_points_for_unknown_noise_are_refused() =>
        Assert.Throws<ArgumentException>(() => NestedSelection.OffsetOfLine(2, 0, 1).WithEmpiricalBayes(1));

    private static double Phi(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);
}
