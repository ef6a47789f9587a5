using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Sensitivity;
using BayesMeasure.Tests.Inference;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Sensitivity;

/// <summary>
/// Reweighted evidences against those that are known exactly under the scaled prior: over many runs the scores
/// (estimate - truth) / error have mean 0 and deviation 1.
/// </summary>
public class ReweightingTests(ITestOutputHelper output)
{
    private const int Runs = 150;

    private static readonly GammaDistribution Rate = new(4, 2);
    private static readonly int[] Counts = [3, 1, 4, 1, 5, 2, 2];

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void A_linear_model(double factor) =>
        Assert.True(AreStandard(seed => Change(Linear(seed), "amplitude", factor), LinearChange(factor)));

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Poisson_counts(double factor) =>
        Assert.True(AreStandard(seed => Change(Poisson(seed), "rate", factor), PoissonChange(factor)));

    /// <summary>The error of the new log Z takes in that of the old one, and their correlation.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void A_sampled_model(double factor)
    {
        var options = new ReplicaExchangeOptions { Chains = 2, Rungs = 6, BurnInSweeps = 200, Sweeps = 1000, Threads = 1 };
        LogLikelihoodTarget target = new(new Prior { ["a"] = Prior.Normal(0, 1.5) }, point => LogNormal(1, point[0], 0.5));
        Assert.True(AreStandard(
            seed => Accepted(new ReplicaExchange(options with { Seed = (ulong)seed }).Run(target), "a", factor).FreeEnergy!,
            LogNormal(1, 0, Math.Sqrt(1.5 * factor * 1.5 * factor + 0.5 * 0.5))));
    }

    /// <summary>The estimates of one run share their draws: an error that takes them for independent is not true.</summary>
    [Fact]
    public void Errors_of_a_sampled_model_are_not_independent()
    {
        var options = new ReplicaExchangeOptions { Chains = 2, Rungs = 6, BurnInSweeps = 200, Sweeps = 4000, Threads = 1 };
        LogLikelihoodTarget target = new(new Prior { ["a"] = Prior.Normal(0, 1.5) }, point => LogNormal(3, point[0], 1));
        Result result = new ReplicaExchange(options with { Reference = null }).Run(target);
        ScaledEvidence evidence = Accepted(result, "a", 0.8);
        Assert.Equal(result.FreeEnergy.LogEvidence + evidence.Change, evidence.FreeEnergy!.LogEvidence, 1e-12);
        Assert.Equal("MBAR, reweighted", evidence.FreeEnergy.Method);
        double[] evidences = [.. result.FreeEnergy.Influences.SelectMany(chain => chain)];
        double[] sums = [.. evidence.FreeEnergy.Influences.SelectMany(chain => chain)];
        double correlation = Correlation.Pearson(evidences, [.. sums.Zip(evidences, (sum, part) => sum - part)]);
        Assert.True(Math.Abs(correlation) > 0.05, $"correlation {correlation}");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void A_twin_that_forgets_one_of_two_components_is_rejected(double factor) =>
        Assert.False(AreStandard(
            seed =>
            {
                Result result = Linear(seed);
                Distribution prior = result.Draws.Parameters[0].Prior;
                return Twin(result, point => prior.Scaled(factor)!.LogDensity(point[0]) - prior.LogDensity(point[0]));
            },
            LinearChange(factor)));

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void A_twin_with_the_density_of_the_coordinate_is_rejected(double factor) =>
        Assert.False(AreStandard(
            seed => Twin(Poisson(seed), point =>
                ((Distribution)Rate.Scaled(factor)!).LogCoordinateDensity(point[0], Math.Log(point[0]))
                    - Rate.LogDensity(point[0])),
            PoissonChange(factor)));

    private static ScaledEvidence Single(Result result, string name, double factor) =>
        PriorSensitivity.Of(result, [factor]).Evidences.Single(evidence => evidence.Name == name);

    private static ScaledEvidence Accepted(Result result, string name, double factor)
    {
        ScaledEvidence evidence = Single(result, name, factor);
        Assert.Null(evidence.Refusal);
        return evidence;
    }

    private static FreeEnergyEstimate Change(Result result, string name, double factor)
    {
        ScaledEvidence evidence = Accepted(result, name, factor);
        return FreeEnergyEstimate.Exact("change", evidence.Change) with { StandardError = evidence.ChangeStandardError };
    }

    /// <summary>Four standard errors of mean and deviation, plus 0.1 and 0.05 for what vanishes only with longer runs.</summary>
    private bool AreStandard(Func<int, FreeEnergyEstimate> run, double exact)
    {
        double[] scores = [.. Enumerable.Range(1, Runs).Select(run).Select(e => (e.LogEvidence - exact) / e.StandardError)];
        double mean = ArrayStatistics.Mean(scores);
        double deviation = ArrayStatistics.StandardDeviation(scores);
        output.WriteLine(FormattableString.Invariant($"exact {exact:F3}: mean {mean:F2}, deviation {deviation:F2}"));
        return Math.Abs(mean) < 0.1 + 4 / Math.Sqrt(Runs) && Math.Abs(deviation - 1) < 0.05 + 4 / Math.Sqrt(2.0 * Runs);
    }

    /// <summary>A reweighting by weights of one's own.</summary>
    private static FreeEnergyEstimate Twin(Result result, Func<double[], double> logWeight)
    {
        double[][] weights = [.. Enumerable.Range(0, result.Draws.Chains).Select(chain => Enumerable.Range(0, result.Draws.Count)
            .Select(draw => Math.Exp(logWeight(result.Draws[chain, draw].ToArray()))).ToArray())];
        double mean = weights.Average(chain => chain.Average());
        return FreeEnergyEstimate.FromInfluences(
            "twin", Math.Log(mean), [.. weights.Select(chain => Array.ConvertAll(chain, weight => weight / mean - 1))]);
    }

    /// <summary>Two overlapping peaks of unknown height.</summary>
    private static Posterior LinearPosterior(double factor)
    {
        Prior heights = new Prior { ["amplitude"] = Prior.Normal(1, factor) }.Repeat(2);
        Prior known = new()
        {
            ["precision[1]"] = Prior.Fixed(1),
            ["center[1]"] = Prior.Fixed(0),
            ["precision[2]"] = Prior.Fixed(1),
            ["center[2]"] = Prior.Fixed(1.5),
        };
        return new(
            new([-1, 0, 1, 2, 3], [0.7, 0.9, 1.6, 2.2, 0.4]),
            ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2),
            GaussianNoise.Known(0.3),
            heights + known);
    }

    private static Result Linear(int seed) =>
        new ConjugateLinear { Seed = (ulong)seed, Chains = 2, Draws = 2000 }.Run(LinearPosterior(1));

    private static double LinearChange(double factor) => LinearEvidence(factor) - LinearEvidence(1);

    private static double LinearEvidence(double factor) =>
        new ConjugateLinear { Draws = 2 }.Run(LinearPosterior(factor)).FreeEnergy.LogEvidence;

    /// <summary>Independent draws of a rate, of which the posterior is a gamma distribution.</summary>
    private static Result Poisson(int seed)
    {
        Distribution posterior = Prior.Gamma(Rate.Shape + Counts.Sum(), Rate.Rate + Counts.Length);
        var random = new RandomStream((ulong)seed, 0, 0);
        return KnownDraws.Create(
            new Prior { ["rate"] = Rate }, [[.. Enumerable.Range(0, 4000).Select(_ => new[] { posterior.Draw(random) })]],
            _ => 0);
    }

    private static double PoissonChange(double factor) => PoissonLogEvidence(Rate.Scaled(factor)!) - PoissonLogEvidence(Rate);

    /// <summary>ln Z = a ln b - ln Gamma(a) + ln Gamma(a + S) - (a + S) ln(b + n), less the sum of ln y!.</summary>
    private static double PoissonLogEvidence(GammaDistribution prior)
    {
        double shape = prior.Shape + Counts.Sum();
        return prior.Shape * Math.Log(prior.Rate) - SpecialFunctions.GammaLn(prior.Shape) + SpecialFunctions.GammaLn(shape)
            - shape * Math.Log(prior.Rate + Counts.Length) - Counts.Sum(SpecialFunctions.FactorialLn);
    }

    private static double LogNormal(double value, double mean, double deviation) =>
        Prior.Normal(mean, deviation).LogDensity(value);
}
