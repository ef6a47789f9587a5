using BayesMeasure.Linear;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

public class LinearRegressionTests
{
    private static readonly double[] X = [1, 2, 3, 4, 5, 6];
    private static readonly double[] Y = [1.1, 1.9, 3.2, 3.8, 5.1, 6.2];

    [Fact]
    public void A_dependent_column_is_refused()
    {
        Matrix<double> design = Matrix<double>.Build.Dense(6, 3, (i, j) => j < 2 ? Math.Pow(X[i], j) : 2 + 3 * X[i]);
        SingularDesignException error = Assert.Throws<SingularDesignException>(
            () => new LinearRegression(design, Y).Posterior(LinearPrior.Jeffreys()));
        Assert.Contains("singular to working precision", error.Message, StringComparison.Ordinal);
        Assert.True(error.Condition > 1e13);
    }

    [Fact]
    public void A_normal_prior_needs_no_regular_design()
    {
        Matrix<double> design = Matrix<double>.Build.Dense(1, 2, 1);
        var prior = LinearPrior.Normal(Vector<double>.Build.Dense(2), Matrix<double>.Build.DenseIdentity(2), sigma: 1);
        LinearPosterior posterior = new LinearRegression(design, [3.0]).Posterior(prior);
        Assert.Equal([1, 1], posterior.Mean, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * 3) + 9 / 6.0, posterior.FreeEnergy!.FreeEnergy, 12);
    }

    [Fact]
    public void A_flat_prior_without_box_has_no_free_energy() =>
        Assert.Null(LinearRegression.Polynomial(X, Y, 1).Posterior(LinearPrior.Flat(sigma: 1)).FreeEnergy);

    [Fact]
    public void Too_few_points_for_unknown_noise_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => LinearRegression.Polynomial(X, Y, 5).Posterior(LinearPrior.Jeffreys()));
        Assert.Contains("6 points and 6 coefficients leave no residual", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Matrix<double> design = Matrix<double>.Build.Dense(6, 1, 1);
        Assert.Throws<ArgumentException>(() => new LinearRegression(design, [1, 2]));
        Assert.Throws<ArgumentException>(() => new LinearRegression(design, [1, 2, 3, 4, 5, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearRegression(design, Y, [1, 1, 1, 1, 1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearPrior.Flat(0));
        Assert.Throws<ArgumentException>(() => new LinearRegression(design, Y).Posterior(LinearPrior.Flat(1, [1, 1])));
        Assert.Throws<ArgumentException>(
            () => LinearPrior.Normal(Vector<double>.Build.Dense(1), Matrix<double>.Build.Dense(1, 1, -1), 1));
    }

    /// <summary>A free energy is a property of the data and the prior, not of the coordinates: shifted x, other units.</summary>
    [Fact]
    public void Free_energy_survives_an_offset_of_x()
    {
        double FreeEnergy(double offset) => LinearRegression.Polynomial([.. X.Select(x => x + offset)], Y, 1)
            .Posterior(LinearPrior.Flat(0.2, [1e9, 1e3])).FreeEnergy!.FreeEnergy;
        Assert.Equal(FreeEnergy(0), FreeEnergy(1 << 20), 10);
    }

    [Fact]
    public void Draws_of_unknown_noise_are_those_of_Student()
    {
        LinearPosterior posterior = LinearRegression.Polynomial(X, Y, 0).Posterior(LinearPrior.Jeffreys());
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        double[] draw = new double[1];
        double[] standardised = new double[20_000];
        for (int i = 0; i < standardised.Length; i++)
        {
            posterior.Draw(random, draw);
            standardised[i] = (draw[0] - posterior.Mean[0]) / posterior.Scales[0];
        }

        double above = standardised.Count(value => value > 2.015) / (double)standardised.Length;
        Assert.Equal(0.05, above, 0.006);
        Assert.Equal(5, posterior.DegreesOfFreedom);
        Assert.Equal(posterior.Scales[0] * Math.Sqrt(5.0 / 3), posterior.StandardDeviations[0], 12);
    }
}
