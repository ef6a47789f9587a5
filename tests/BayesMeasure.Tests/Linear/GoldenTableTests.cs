using BayesMeasure.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>Five points, two models, and the free energies of every prior to six decimals.</summary>
public class GoldenTableTests
{
    private const double Sigma = 0.5;
    private static readonly double[] X = [-2, -1, 0, 1, 2];
    private static readonly double[] Y = [-1.7, -0.4, 0.9, 1.6, 3.1];

    public static TheoryData<int, double[], double> Fits => new()
    {
        { 1, [1.16], 2.574 },
        { 2, [0.70, 1.16], 0.124 },
    };

    [Theory]
    [MemberData(nameof(Fits))]
    [Trait("science", "solvable-linear.md: C, golden test, w and RSS, y=ax and y=ax+b")]
    public void Least_squares(int coefficients, double[] expected, double residualSumOfSquares)
    {
        LinearPosterior posterior = Regression(coefficients).Posterior(LinearPrior.Jeffreys());
        Assert.Equal(expected, posterior.Mean, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(residualSumOfSquares, Math.Pow(posterior.NoiseLevel, 2) * posterior.DegreesOfFreedom, 12);
    }

    [Theory]
    [InlineData(1, 10.198190)]
    [InlineData(2, 8.872850)]
    [Trait("science", "solvable-linear.md: C, golden test, F flat, y=ax and y=ax+b")]
    public void Flat_prior(int coefficients, double freeEnergy) =>
        AssertFreeEnergy(freeEnergy, coefficients, LinearPrior.Flat(Sigma, HalfWidths(coefficients)));

    [Theory]
    [InlineData(1, 8.941112)]
    [InlineData(2, 7.425163)]
    [Trait("science", "solvable-linear.md: C, golden test, F_EB, y=ax and y=ax+b")]
    public void Empirical_Bayes(int coefficients, double freeEnergy) =>
        AssertFreeEnergy(freeEnergy, coefficients, LinearPrior.EmpiricalBayes(HalfWidths(coefficients)));

    [Theory]
    [InlineData(1, 8.327407)]
    [InlineData(2, 6.654143)]
    [Trait("science", "solvable-linear.md: C, golden test, F_J, y=ax and y=ax+b")]
    public void Jeffreys_prior(int coefficients, double freeEnergy) =>
        AssertFreeEnergy(freeEnergy, coefficients, LinearPrior.Jeffreys(HalfWidths(coefficients)));

    [Theory]
    [InlineData(1, 10.312602)]
    [InlineData(2, 6.081068)]
    [Trait("science", "solvable-linear.md: C, golden test, F_NIG, y=ax and y=ax+b")]
    public void Normal_inverse_gamma_prior(int coefficients, double freeEnergy) =>
        AssertFreeEnergy(
            freeEnergy,
            coefficients,
            LinearPrior.NormalInverseGamma(Zero(coefficients), Diagonal(coefficients, 0.01), shape: 1, rate: 0.1));

    [Theory]
    [InlineData(1, 10.430833)]
    [InlineData(2, 9.333983)]
    [Trait("science", "solvable-linear.md: C, golden test, F_Gauss, y=ax and y=ax+b")]
    public void Normal_prior(int coefficients, double freeEnergy) =>
        AssertFreeEnergy(freeEnergy, coefficients, LinearPrior.Normal(Zero(coefficients), Diagonal(coefficients, 100), Sigma));

    /// <summary>y = a x, and y = b + a x.</summary>
    private static LinearRegression Regression(int coefficients) =>
        new(Matrix<double>.Build.Dense(X.Length, coefficients, (i, j) => j == coefficients - 1 ? X[i] : 1), Y);

    private static double[] HalfWidths(int coefficients) => [.. Enumerable.Repeat(10.0, coefficients)];

    private static Vector<double> Zero(int coefficients) => Vector<double>.Build.Dense(coefficients);

    private static Matrix<double> Diagonal(int coefficients, double value) =>
        Matrix<double>.Build.DenseDiagonal(coefficients, value);

    private static void AssertFreeEnergy(double expected, int coefficients, LinearPrior prior) =>
        Assert.Equal(expected, Regression(coefficients).Posterior(prior).FreeEnergy!.FreeEnergy, 6);
}
