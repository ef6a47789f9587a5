using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>Section C of the specification, equation by equation: the free energies by integrals of the likelihood.</summary>
public class TreatmentTests
{
    private const double HalfWidth = 20;
    private static readonly double[] X = [0.2, 0.9, 1.4, 2.2, 3.1, 3.3];
    private static readonly double[] Y = [0.6, 1.9, 2.2, 4.1, 5.1, 6.6];

    private static LinearRegression Slope { get; } = new(Matrix<double>.Build.Dense(X.Length, 1, (i, _) => X[i]), Y);

    [Fact]
    [Trait("science", "solvable-linear.md: C.1 known sigma, wide box, quadrature")]
    public void Known_noise()
    {
        double found = Slope.Posterior(LinearPrior.Flat(0.4, [HalfWidth])).FreeEnergy!.FreeEnergy;
        Assert.Equal(-Math.Log(Evidence(0.4, _ => 1 / (2 * HalfWidth))), found, 10);
    }

    [Fact]
    [Trait("science", "solvable-linear.md: C.3 F_EB, sigma2 = RSS/(N-K)")]
    public void Empirical_Bayes_maximises_the_evidence_of_the_level()
    {
        LinearPosterior found = Slope.Posterior(LinearPrior.EmpiricalBayes([HalfWidth]));
        double F(double factor) => -Math.Log(Evidence(factor * found.NoiseLevel, _ => 1 / (2 * HalfWidth)));
        Assert.Equal(F(1), found.FreeEnergy!.FreeEnergy, 10);
        Assert.True(F(1) < F(0.999) && F(1) < F(1.001));
        Assert.Equal(double.PositiveInfinity, found.DegreesOfFreedom);
    }

    [Fact]
    [Trait("science", "solvable-linear.md: C.4 Jeffreys, F_J")]
    public void Jeffreys_noise()
    {
        double found = Slope.Posterior(LinearPrior.Jeffreys([HalfWidth], keepsToBox: true)).FreeEnergy!.FreeEnergy;
        double integral = OverNoise(sigma => 2 * Evidence(sigma, _ => 1 / (2 * HalfWidth)));
        Assert.Equal(-Math.Log(integral), found, 8);
        double wide = Slope.Posterior(LinearPrior.Jeffreys([HalfWidth])).FreeEnergy!.FreeEnergy;
        Assert.Equal(found, wide, 1e-5);
    }

    [Fact]
    [Trait("science", "solvable-linear.md: C.5 normal-inverse-gamma")]
    public void Normal_inverse_gamma_prior()
    {
        const double Precision = 0.5;
        const double Mean = 1;
        const double Shape = 2;
        const double Rate = 0.3;
        var prior = LinearPrior.NormalInverseGamma(
            Vector<double>.Build.Dense(1, Mean), Matrix<double>.Build.Dense(1, 1, Precision), Shape, Rate);
        double integral = OverNoise(sigma => 2 * Math.Pow(Rate, Shape) * Math.Pow(sigma, -2 * Shape)
            * Math.Exp(-Rate / (sigma * sigma))
            * Evidence(sigma, w => Math.Sqrt(Precision / (2 * Math.PI)) / sigma
                * Math.Exp(-0.5 * Precision * (w - Mean) * (w - Mean) / (sigma * sigma))));
        Assert.Equal(-Math.Log(integral), Slope.Posterior(prior).FreeEnergy!.FreeEnergy, 8);
    }

    [Fact]
    [Trait("science", "solvable-linear.md: C.6 Gaussian prior, known sigma")]
    public void Normal_prior()
    {
        var prior = LinearPrior.Normal(Vector<double>.Build.Dense(1, 1), Matrix<double>.Build.Dense(1, 1, 4), 0.4);
        double integral = Evidence(0.4, w => Math.Exp(-0.125 * (w - 1) * (w - 1)) / Math.Sqrt(8 * Math.PI));
        Assert.Equal(-Math.Log(integral), Slope.Posterior(prior).FreeEnergy!.FreeEnergy, 10);
    }

    /// <summary>The sampler's own traces at every temperature at which the box is wide.</summary>
    [Fact]
    [Trait("science", "solvable-linear.md: C.1 <nE/sigma^2> = RSS/2sigma^2 + K/2beta")]
    public void Energies_of_the_sampler_at_every_temperature()
    {
        const double Sigma = 0.4;
        var prior = new Prior
        {
            ["offset"] = Prior.Uniform(-HalfWidth, HalfWidth),
            ["slope"] = Prior.Uniform(-HalfWidth, HalfWidth),
            ["reference"] = Prior.Fixed(1.85),
        };
        var posterior = new Posterior(new(X, Y), ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(Sigma), prior);
        Result result = new ReplicaExchange(new() { Chains = 2, BurnInSweeps = 300, Sweeps = 1000 }).Run(posterior);
        LinearPosterior line = LinearRegression.Polynomial(X, Y, 1).Posterior(LinearPrior.EmpiricalBayes());
        double half = 0.5 * line.NoiseLevel * line.NoiseLevel * (X.Length - 2) / (Sigma * Sigma);
        double constant = X.Length * Math.Log(Math.Sqrt(2 * Math.PI) * Sigma);
        LogLikelihoodTraces traces = LadderRun.Of(result).LogLikelihoods;
        int checkedRungs = 0;
        for (int rung = 1; rung < traces.Rungs; rung++)
        {
            double beta = traces.InverseTemperatures[rung];
            if (beta < 0.01)
            {
                continue;
            }
            double[][] energies = [.. Enumerable.Range(0, traces.Chains).Select(chain =>
                traces[chain, rung].ToArray().Select(logLikelihood => -logLikelihood - constant).ToArray())];
            double found = energies.Average(chain => chain.Average());
            Assert.Equal(half + 1 / beta, found, 4.5 * Autocorrelation.StandardErrorOfMean(energies));
            checkedRungs++;
        }

        Assert.True(checkedRungs >= 4);
    }

    /// <summary>The integral of likelihood times density over the slope.</summary>
    private static double Evidence(double sigma, Func<double, double> density)
    {
        double best = X.Zip(Y, (x, y) => x * y).Sum() / X.Sum(x => x * x);
        double reach = 12 * sigma / Math.Sqrt(X.Sum(x => x * x));
        double from = Math.Max(-HalfWidth, best - reach);
        double to = Math.Min(HalfWidth, best + reach);
        return GaussLegendreRule.Integrate(w => density(w) * Likelihood(w, sigma), from, to, 128);
    }

    private static double Likelihood(double w, double sigma) =>
        Math.Exp(-0.5 * X.Zip(Y, (x, y) => Math.Pow((y - w * x) / sigma, 2)).Sum())
        * Math.Pow(2 * Math.PI * sigma * sigma, -0.5 * X.Length);

    /// <summary>The integral over ln sigma.</summary>
    private static double OverNoise(Func<double, double> density) =>
        GaussLegendreRule.Integrate(logSigma => density(Math.Exp(logSigma)), Math.Log(0.02), Math.Log(5000), 512);
}
