using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>The reference around a mode, also where that lies at a bound of the prior.</summary>
public class LaplaceReferenceTests
{
    private const int Count = 20_000;

    /// <summary>A decay exp(-r x) that rises, so that r is at 0, and one that does not.</summary>
    [Theory]
    [InlineData(-0.2, 0.5)]
    [InlineData(-0.02, 0.5)]
    [InlineData(0.5, 0.8)]
    public void Weights_have_the_evidence_as_mean_and_few_of_them_are_large(double rate, double leastShare)
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i / 10.0)];
        var target = new Posterior(
            new(x, x.Select((value, i) => Math.Exp(-rate * value) + (i % 2 == 0 ? 0.1 : -0.1))),
            ForwardModel.Function((double at, double decay) => Math.Exp(-decay * at)),
            GaussianNoise.Known(0.2),
            new Prior { ["decay"] = Prior.Uniform(0, 3) });
        Mode mode = ModeSearch.Run(target, new() { Threads = 1 });
        Assert.Equal(rate < 0, mode.AtBound.Count == 1);
        double[] weights = WeightsOf(target, LaplaceReference.Of(target, [mode])!);
        double mean = weights.Average();
        double squares = weights.Average(weight => weight * weight);
        double error = Math.Sqrt((squares - mean * mean) / Count);
        Assert.InRange(mean, Evidence(target) - 4 * error, Evidence(target) + 4 * error);
        Assert.InRange(mean * mean / squares, leastShare, 1);
    }

    private static double[] WeightsOf(Posterior target, FittedReference reference)
    {
        ReferenceDensity density = reference.CreateDensity();
        var random = new RandomStream(seed: 7, chain: 0, replica: 0);
        ITargetState state = target.CreateState();
        double[] draw = new double[1];
        return [.. Enumerable.Range(0, Count).Select(_ =>
        {
            if (!density.Draw(random, draw, out double logDensity))
            {
                return 0;
            }

            state.Set(draw);
            return Math.Exp(state.LogLikelihood + target.Parameters.LogPrior(draw) - logDensity);
        })];
    }

    private static double Evidence(Posterior target)
    {
        const int steps = 30_000;
        ITargetState state = target.CreateState();
        return Enumerable.Range(0, steps).Average(i =>
        {
            state.Set([3 * (i + 0.5) / steps]);
            return Math.Exp(state.LogLikelihood);
        });
    }
}
