using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Correlation;

/// <summary>
/// log Z of two Gaussians of known shape with normal amplitudes, Z = N(y; 0, C + X V X') by dense matrices, and integrated over
/// the correlation length where that is sampled.
/// </summary>
[Trait("suite", "proofs")]
public class CorrelatedEvidenceTests(ITestOutputHelper output)
{
    private const double Level = 0.3;
    private const double Length = 0.8;
    private const double Shortest = 0.05;
    private const double Longest = 5;
    private const int Seeds = 6;

    private static readonly ProofTable Table = new(
        "log Z of two amplitudes in correlated noise", "length", "exact", "mean", "mean error", "worst pull");

    private static readonly ReplicaExchangeOptions Options = new() { Chains = 2, Rungs = 12, BurnInSweeps = 500, Sweeps = 1000 };

    private static readonly double[] X = [.. Enumerable.Range(0, 80).Select(i => 0.1 * i + 0.0008 * i * i)];

    private static readonly Measurement Data = CorrelatedNoise.Exponential(GaussianNoise.Known(Level), Length).Simulate(
        new(X, new double[X.Length]), [.. X.Select(x => 2 * Peak(x, 3) + Peak(x, 8))], [], new RandomStream(1, 0, 0));

    [Fact]
    public void It_is_that_of_the_dense_matrix() => AssertEvidence("known", Length, new(), LogEvidence(Length));

    [Fact]
    public void It_is_the_integral_over_the_length() => AssertEvidence(
        "sampled", null, new() { [CorrelatedNoise.LengthName] = Prior.LogUniform(Shortest, Longest) }, OverLengths());

    private void AssertEvidence(string name, double? length, Prior prior, double exact)
    {
        Prior amplitudes = new()
        {
            ["first.amplitude"] = Prior.Normal(0, 2),
            ["first.width"] = Prior.Fixed(1.5),
            ["first.center"] = Prior.Fixed(3),
            ["second.amplitude"] = Prior.Normal(0, 2),
            ["second.width"] = Prior.Fixed(1.5),
            ["second.center"] = Prior.Fixed(8),
        };
        var posterior = new Posterior(
            Data,
            ForwardModel.Of<GaussianPeak>().Labelled("first") + ForwardModel.Of<GaussianPeak>().Labelled("second"),
            CorrelatedNoise.Exponential(GaussianNoise.Known(Level), length),
            amplitudes + prior);
        FreeEnergyEstimate[] found =
            [.. Runs.OfSeeds(ProofScale.Seeds(Seeds), posterior, Options).Select(result => result.FreeEnergy)];
        double[] pulls = [.. found.Select(one => (one.LogEvidence - exact) / one.StandardError)];
        Table.Add(
            output,
            name,
            ProofTable.Number(exact, 3),
            ProofTable.Number(found.Average(one => one.LogEvidence), 3),
            ProofTable.Number(found.Average(one => one.StandardError), 3),
            ProofTable.Number(pulls.MaxBy(Math.Abs), 2));
        Assert.All(pulls, pull => Assert.InRange(pull, -4, 4));
        Assert.All(found, one => Assert.InRange(one.StandardError, 0, 0.2));
    }

    /// <summary>By Simpson's rule in ln length.</summary>
    private static double OverLengths()
    {
        const int steps = 400;
        double[] values = [.. Enumerable.Range(0, steps + 1).Select(i =>
            LogEvidence(Shortest * Math.Pow(Longest / Shortest, (double)i / steps)))];
        double top = values.Max();
        double sum = values.Select((value, i) => (i is 0 or steps ? 1 : 2 + 2 * (i % 2)) * Math.Exp(value - top)).Sum();
        return top + Math.Log(sum / (3 * steps));
    }

    private static double LogEvidence(double length)
    {
        Matrix<double> covariance = Matrix<double>.Build.Dense(X.Length, X.Length, (i, j) =>
            Level * Level * Math.Exp(-Math.Abs(X[i] - X[j]) / length)
            + 4 * (Peak(X[i], 3) * Peak(X[j], 3) + Peak(X[i], 8) * Peak(X[j], 8)));
        Cholesky<double> factor = covariance.Cholesky();
        Vector<double> y = Vector<double>.Build.DenseOfEnumerable(Data.Y);
        return -0.5 * (y * factor.Solve(y) + factor.DeterminantLn + y.Count * Math.Log(2 * Math.PI));
    }

    /// <summary>A Gaussian of height 1 and full width 1.5 at half maximum.</summary>
    private static double Peak(double x, double center) => Math.Exp(-4 * Math.Log(2) * Math.Pow((x - center) / 1.5, 2));
}
