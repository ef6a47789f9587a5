using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Linear;

/// <summary>The sampled free energy of noise whose level is integrated out is the exact one of linear models.</summary>
[Trait("suite", "proofs")]
public class JeffreysNoiseTests(ITestOutputHelper output)
{
    private static readonly Measurement Data = new([-2, -1, 0, 1, 2], [-1.7, -0.4, 0.9, 1.6, 3.1]);

    [Fact]
    [Trait("science", "solvable-linear.md: golden table, F_J of y = ax")]
    public void Slope() => Check(
        8.327407,
        ForwardModel.Function((double x, double slope) => slope * x),
        new() { ["slope"] = Prior.Uniform(-10, 10) });

    [Fact]
    [Trait("science", "solvable-linear.md: golden table, F_J of y = ax+b")]
    public void Slope_and_offset() => Check(
        6.654143,
        ForwardModel.Function((double x, double slope, double offset) => slope * x + offset),
        new() { ["slope"] = Prior.Uniform(-10, 10), ["offset"] = Prior.Uniform(-10, 10) });

    private void Check(double exact, ForwardModel model, Prior prior)
    {
        var options = new ReplicaExchangeOptions { Seed = 2, Sweeps = 400_000, Until = new() { StandardError = 0.03 } };
        Result result = new ReplicaExchange(options).Run(new Posterior(Data, model, new JeffreysNoise(), prior));
        FreeEnergyEstimate estimate = result.FreeEnergy;
        output.WriteLine($"{estimate}, exact {-exact}");
        Assert.InRange(estimate.StandardError, 0, 0.03);
        Assert.InRange(Math.Abs(estimate.FreeEnergy - exact), 0, 4 * estimate.StandardError);
    }
}
