using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Modes of models that are asked about together.</summary>
public class FamilyModesTests
{
    private static readonly ReplicaExchangeOptions Options = new() { Threads = 1, Modes = new() { Restarts = 8 } };

    private static readonly Measurement Data = Lines();

    /// <summary>Three components are neighbours of two and of four, and nobody asked about them.</summary>
    [Fact]
    public void Who_is_first_to_need_a_neighbour_changes_nothing() =>
        Assert.Equal(Heights([0, 1, 2], Peaks(2), Peaks(4), Peaks(2)), Heights([2, 1, 0], Peaks(2), Peaks(4), Peaks(2)));

    private static double[] Heights(int[] order, params ITarget[] targets)
    {
        var modes = new FamilyModes(targets, Options, CancellationToken.None);
        double[] heights = new double[targets.Length];
        foreach (int index in order)
        {
            heights[index] = modes.Of(index).All[0].LogCoordinateDensity;
        }

        return heights;
    }

    private static Posterior Peaks(int count) => new(
        Data,
        ForwardModel.Of<GaussianPeak>().Repeat(count),
        GaussianNoise.Known(0.05),
        new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 5),
            ["width"] = Prior.LogUniform(0.05, 2),
            ["center"] = Prior.Uniform(0, 10),
        }.Repeat(count));

    private static Measurement Lines()
    {
        double[] x = [.. Enumerable.Range(0, 201).Select(i => i / 20.0)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(3).Evaluate(x, [1, 0.8, 3, 2, 0.5, 5, 1.5, 1.2, 6]);
        return GaussianNoise.Known(0.05).Simulate(new(x, clean), clean, [], new RandomStream(seed: 3, chain: 0, replica: 0));
    }
}
