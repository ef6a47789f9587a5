using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Without unknowns the evidence is the likelihood itself.</summary>
public class NoParameterTests
{
    private static readonly double[] Y = [0.3, -0.8, 1.2];

    private static readonly ReplicaExchangeOptions Options = new() { Rungs = 4, BurnInSweeps = 50, Sweeps = 100, Threads = 1 };

    [Fact]
    public void No_model_at_all_leaves_the_noise()
    {
        var posterior =
            new Posterior(
                new([1, 2, 3], Y), ForwardModel.Of<GaussianPrecisionPeak>().Repeat(0), GaussianNoise.Known(0.7), new Prior());
        Check(posterior, Y.Sum(y => MathNormal.PDFLn(0, 0.7, y)));
    }

    [Fact]
    public void A_model_of_constants_is_compared_as_it_stands()
    {
        Prior prior = new() { ["offset"] = Prior.Fixed(0.4) };
        var posterior = new Posterior(new([1, 2, 3], Y), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.7), prior);
        Check(posterior, Y.Sum(y => MathNormal.PDFLn(0.4, 0.7, y)));
    }

    /// <summary>301 points of which none is explained: the log likelihood has more digits than a sum over sweeps keeps.</summary>
    [Fact]
    public void Estimates_that_differ_by_rounding_agree()
    {
        double[] x = [.. Enumerable.Range(0, 301).Select(i => i / 7.0)];
        var posterior = new Posterior(new(x, x.Select(Math.Sin)), ForwardModel.Zero, GaussianNoise.Known(0.1), new Prior());
        Assert.Null(new ReplicaExchange(Options with { Chains = 4, Rungs = null, Sweeps = 400 }).Run(posterior).Doubt);
    }

    [Fact]
    public void A_bare_likelihood_needs_no_parameters() => Check(new LogLikelihoodTarget(new Prior(), _ => -123.25), -123.25);

    [Fact]
    public void Unknown_noise_alone_is_one_unknown()
    {
        Prior prior = new() { ["noise"] = Prior.LogUniform(0.1, 10) };
        var posterior = new Posterior(new([1, 2, 3], Y), ForwardModel.Zero, GaussianNoise.Unknown, prior);
        Assert.Equal([[0]], posterior.Blocks);
        FreeEnergyEstimate estimate = new ReplicaExchange(Options with { Sweeps = 1000 }).Run(posterior).FreeEnergy;
        double exact = Math.Log(MathNet.Numerics.Integration.GaussLegendreRule.Integrate(
            u => Math.Exp(Y.Sum(y => MathNormal.PDFLn(0, Math.Exp(u), y))), Math.Log(0.1), Math.Log(10), 100) / Math.Log(100));
        Assert.InRange(Math.Abs(estimate.LogEvidence - exact) / estimate.StandardError, 0, 4);
    }

    private static void Check(ITarget target, double exact)
    {
        Result result = new ReplicaExchange(Options).Run(target);
        Assert.Empty(target.Parameters);
        Assert.All(result.FreeEnergies, estimate => Assert.Equal(exact, estimate.LogEvidence, 1e-10 * Math.Abs(exact)));
        Assert.All(result.FreeEnergies, estimate => Assert.Equal(0, estimate.StandardError, 1e-10));
        Assert.Equal(100, result.Draws.Count);
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Summary.Parameters);
    }
}
