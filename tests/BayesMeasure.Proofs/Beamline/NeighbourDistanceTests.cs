using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Absorption;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>The first shell of a metal like copper, made with an amplitude and a phase of simple form, is found again.</summary>
[Trait("suite", "proofs")]
public class NeighbourDistanceTests(ITestOutputHelper output)
{
    private static readonly double[] Grid = Simulated.Grid(0.5, 18, 200);

    [Fact]
    public void Distance_number_and_disorder_are_found()
    {
        double[] truth = [12, 0.9, 2.55, 0.0085, 7, 3];
        var model = ForwardModel.Curve(new ExafsShell(
            Grid, [.. Grid.Select(k => 0.7 * Math.Exp(-0.015 * (k - 6) * (k - 6)))],
            [.. Grid.Select(k => 2 - 0.9 * k + 0.02 * k * k)], weight: 2));
        Measurement data = Simulated.WithNoise(model, Simulated.Grid(3, 14, 111), truth, 0.05, seed: 1);
        var posterior = new Posterior(data, model, GaussianNoise.Known(0.05), new()
        {
            ["coordination"] = Prior.Uniform(2, 20),
            ["reduction"] = Prior.Fixed(0.9),
            ["distance"] = Prior.Uniform(2, 3.2),
            ["disorder"] = Prior.LogUniform(0.001, 0.05),
            ["pathLength"] = Prior.Fixed(7),
            ["energyShift"] = Prior.Normal(0, 5),
        });
        Result result =
            new ReplicaExchange(new() { Chains = 2, BurnInSweeps = 600, Sweeps = ProofScale.Sweeps(400) }).Run(posterior);
        var summary = result.Summary;
        output.WriteLine($"{summary}");
        Assert.All(summary.Parameters, found => Assert.InRange(
            Math.Abs(found.Mean - truth[model.ParameterNames.ToList().IndexOf(found.Name)]), 0,
            3.5 * found.StandardDeviation));
        Assert.InRange(summary.Parameters[1].StandardDeviation, 0.0005, 0.01);
    }
}
