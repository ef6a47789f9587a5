using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>Flat priors in boxes that cut off the posterior: the likelihood integrated over the box, by other means.</summary>
public class FiniteBoxTests
{
    private const double Sigma = 0.5;
    private static readonly double[] Centred = [-2, -1, 0, 1, 2];
    private static readonly double[] Y = [-1.7, -0.4, 0.9, 1.6, 3.1];

    public static TheoryData<double[], double[]> Boxes => new()
    {
        { Centred, [1, 1] },
        { Centred, [0.5, 1.3] },
        { Centred, [3, 0.9] },
        { [0, 1, 2, 3, 4], [1, 1] },
        { [0, 1, 2, 3, 4], [3, 1.2] },
        { [0, 1, 2, 3, 4], [0.5, 0.5] },
    };

    /// <summary>The line at known noise in two dimensions.</summary>
    [Theory]
    [MemberData(nameof(Boxes))]
    [Trait("science", "solvable-linear.md: C.1 finite box")]
    public void Free_energy_is_the_integral_over_the_box(double[] x, double[] halfWidths)
    {
        FreeEnergyEstimate found =
            LinearRegression.Polynomial(x, Y, 1).Posterior(LinearPrior.Flat(Sigma, halfWidths)).FreeEnergy!;
        double expected = -Math.Log(Integral(x, halfWidths, Sigma));
        Assert.Equal(expected, found.FreeEnergy, 1e-9 + 4 * found.StandardError);
        Assert.InRange(found.StandardError, 0, 1e-4);
        Assert.Equal(x == Centred || x.Sum() == 0, found.StandardError == 0);
    }

    /// <summary>
    /// sqrt(pi sigma^2 / 2 lambda) [erf(sqrt(lambda / 2 sigma^2)(xi - w)) + erf(... (xi + w))] for every column.
    /// </summary>
    [Fact]
    [Trait("science", "solvable-linear.md: C.1 finite box, orthogonal design")]
    public void An_orthogonal_design_gives_error_functions()
    {
        double[] halfWidths = [0.8, 1.1];
        double[] squares = [5, 10];
        double[] means = [0.70, 1.16];
        double expected = 2.5 * Math.Log(2 * Math.PI * Sigma * Sigma) + 0.124 / (2 * Sigma * Sigma);
        for (int j = 0; j < 2; j++)
        {
            double rate = Math.Sqrt(squares[j] / 2) / Sigma;
            double both = SpecialFunctions.Erf(rate * (halfWidths[j] - means[j]))
                + SpecialFunctions.Erf(rate * (halfWidths[j] + means[j]));
            expected += Math.Log(2 * halfWidths[j]) - Math.Log(Math.Sqrt(Math.PI * Sigma * Sigma / (2 * squares[j])) * both);
        }

        var prior = LinearPrior.Flat(Sigma, halfWidths);
        Assert.Equal(expected, LinearRegression.Polynomial(Centred, Y, 1).Posterior(prior).FreeEnergy!.FreeEnergy, 11);
    }

    /// <summary>An eight-dimensional box about the mean of equally correlated coefficients: a one-dimensional integral.</summary>
    [Fact]
    public void Equal_correlations_of_one_half_give_a_power()
    {
        const int Dimension = 8;
        Matrix<double> correlated = Matrix<double>.Build.Dense(Dimension, Dimension, (i, j) => i == j ? 1 : 0.5);
        Matrix<double> design = correlated.Inverse().Cholesky().Factor.Transpose();
        FreeEnergyEstimate found = new LinearRegression(design, new double[Dimension])
            .Posterior(LinearPrior.Flat(1, [.. Enumerable.Repeat(1.0, Dimension)])).FreeEnergy!;
        double inside = GaussLegendreRule.Integrate(Given, -8, 8, 200);
        double expected = Math.Log(inside) - Dimension * Math.Log(2) + 0.5 * Math.Log(correlated.Determinant());
        Assert.InRange(found.StandardError, 1e-7, 0.003);
        Assert.Equal(expected, found.LogEvidence, 4 * found.StandardError);

        // With w = (common + own) / sqrt(2), what is left given the common part is a power.
        double Given(double common) => Math.Exp(-0.5 * common * common) / Constants.Sqrt2Pi * Math.Pow(
            0.5 * (SpecialFunctions.Erf(1 - common / Constants.Sqrt2) + SpecialFunctions.Erf(1 + common / Constants.Sqrt2)),
            Dimension);
    }

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Draws_have_the_moments_of_the_posterior_in_the_box(double[] x, double[] halfWidths)
    {
        LinearPosterior posterior = LinearRegression.Polynomial(x, Y, 1).Posterior(LinearPrior.Flat(Sigma, halfWidths));
        const int Count = 20_000;
        double[] draw = new double[2];
        double[] sums = new double[2];
        double[] squares = new double[2];
        var random = new RandomStream(seed: 1, chain: 0, replica: 0);
        for (int i = 0; i < Count; i++)
        {
            posterior.Draw(random, draw);
            for (int j = 0; j < 2; j++)
            {
                Assert.InRange(draw[j], -halfWidths[j], halfWidths[j]);
                sums[j] += draw[j] / Count;
                squares[j] += draw[j] * draw[j] / Count;
            }
        }

        double mass = Integral(x, halfWidths, Sigma);
        for (int j = 0; j < 2; j++)
        {
            double mean = Integral(x, halfWidths, Sigma, w => w[j]) / mass;
            double deviation = Math.Sqrt(Integral(x, halfWidths, Sigma, w => w[j] * w[j]) / mass - mean * mean);
            Assert.Equal(mean, sums[j], 4 * deviation / Math.Sqrt(Count));
            Assert.Equal(deviation, Math.Sqrt(squares[j] - sums[j] * sums[j]), 0.03 * deviation);
        }
    }

    /// <summary>With unknown noise the box is integrated over at every level of the noise.</summary>
    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Boxes))]
    public void Jeffreys_noise_in_a_box_is_integrated_out(double[] x, double[] halfWidths)
    {
        var prior = LinearPrior.Jeffreys(halfWidths, keepsToBox: true);
        FreeEnergyEstimate found = LinearRegression.Polynomial(x, Y, 1).Posterior(prior).FreeEnergy!;
        var rule = new GaussLegendreRule(Math.Log(0.02), Math.Log(2000), 256);
        double integral = 0;
        for (int node = 0; node < rule.Order; node++)
        {
            integral += 2 * rule.GetWeight(node) * Integral(x, halfWidths, Math.Exp(rule.GetAbscissa(node)), nodes: 128);
        }
        Assert.Equal(-Math.Log(integral), found.FreeEnergy, 1e-5 + 4 * found.StandardError);
    }

    [Fact]
    public void Empirical_Bayes_takes_the_best_level_in_a_box()
    {
        double[] halfWidths = [0.5, 1];
        LinearRegression regression = LinearRegression.Polynomial([0, 1, 2, 3, 4], Y, 1);
        LinearPosterior best = regression.Posterior(LinearPrior.EmpiricalBayes(halfWidths));
        double At(double factor) =>
            regression.Posterior(LinearPrior.Flat(factor * best.NoiseLevel, halfWidths)).FreeEnergy!.FreeEnergy;
        Assert.Equal(At(1), best.FreeEnergy!.FreeEnergy, 12);
        Assert.All((double[])[0.3, 0.9, 0.99, 1.01, 1.1, 3], factor => Assert.True(At(factor) > At(1)));
        Assert.True(best.NoiseLevel > 1.2 * Math.Sqrt(0.124 / 3));
    }

    private static double Integral(
        double[] x, double[] halfWidths, double sigma, Func<double[], double>? function = null, int nodes = 256)
    {
        var first = new GaussLegendreRule(-halfWidths[0], halfWidths[0], nodes);
        var second = new GaussLegendreRule(-halfWidths[1], halfWidths[1], nodes);
        double sum = 0;
        double[] w = new double[2];
        for (int i = 0; i < nodes; i++)
        {
            w[0] = first.GetAbscissa(i);
            for (int j = 0; j < nodes; j++)
            {
                w[1] = second.GetAbscissa(j);
                double squares = x.Zip(Y, (at, y) => Math.Pow(y - w[0] - w[1] * at, 2)).Sum();
                sum += first.GetWeight(i) * second.GetWeight(j) * Math.Exp(-0.5 * squares / (sigma * sigma))
                    * (function?.Invoke(w) ?? 1);
            }
        }

        return sum / (4 * halfWidths[0] * halfWidths[1]) * Math.Pow(2 * Math.PI * sigma * sigma, -0.5 * x.Length);
    }
}
