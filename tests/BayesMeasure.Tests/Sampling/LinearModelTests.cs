using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// The whole sampler against closed forms: every deviation in units of the standard error that the run itself claims.
/// </summary>
public class LinearModelTests(ITestOutputHelper output)
{
    private const double LargestScore = 4;
    private const ulong FirstSeed = 11;
    private const ulong Seeds = 6;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 4,
        Rungs = 8,
        BurnInSweeps = 200,
        Sweeps = 1000,
        Threads = 1,
    };

    [Theory]
    [InlineData("component", 1)]
    [InlineData("component", 2)]
    [InlineData("component", 3)]
    [InlineData("function", 1)]
    [InlineData("function", 2)]
    [InlineData("function", 3)]
    [InlineData("curve", 1)]
    [InlineData("curve", 2)]
    [InlineData("curve", 3)]
    public void Evidence_means_and_covariances_agree_with_the_closed_form(string door, int count)
    {
        double[] scores = [.. Scores(LinearProblem.Create(door, count), Options)];
        output.WriteLine(string.Join(" ", scores.Select(score => score.ToString("F2", null))));
        Assert.All(scores, score => Assert.InRange(Math.Abs(score), 0, LargestScore));
        double meanSquare = scores.Average(score => score * score);
        Assert.InRange(meanSquare, 0, 1 + LargestScore * Math.Sqrt(2.0 / Seeds));
    }

    [Fact]
    public void An_explorer_that_accepts_too_often_is_rejected()
    {
        // Draws of the exact posterior, which the reference is here, would hide it.
        ReplicaExchangeOptions broken = Options with { Explorer = new LenientExplorer(), Reference = null };
        Assert.Contains(Scores(LinearProblem.Create("function", 2), broken), score => Math.Abs(score) > 2 * LargestScore);
    }

    /// <summary>Deviations over standard errors, of several seeds: log Z, means and covariances.</summary>
    private static IEnumerable<double> Scores(Posterior posterior, ReplicaExchangeOptions options)
    {
        var exact = new LinearOracle(posterior);
        for (ulong seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            Result result = new ReplicaExchange(options with { Seed = seed }).Run(posterior);
            yield return (result.FreeEnergy.LogEvidence - exact.LogEvidence) / result.FreeEnergy.StandardError;
            for (int i = 0; i < posterior.Parameters.Count; i++)
            {
                yield return Score(result.Draws.Of(i), exact.Mean[i]);
                for (int j = 0; j <= i; j++)
                {
                    yield return Score(Products(result.Draws, exact, i, j), exact.Covariance[i, j]);
                }
            }
        }
    }

    private static double Score(IReadOnlyList<double[]> chains, double expected) =>
        (chains.Average(chain => chain.Average()) - expected) / Autocorrelation.StandardErrorOfMean(chains);

    private static List<double[]> Products(Draws draws, LinearOracle exact, int i, int j) =>
        [.. draws.Of(i).Zip(draws.Of(j), (left, right) =>
            left.Zip(right, (a, b) => (a - exact.Mean[i]) * (b - exact.Mean[j])).ToArray())];
}
