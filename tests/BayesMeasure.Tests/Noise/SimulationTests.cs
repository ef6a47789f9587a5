using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Tests.Posteriors;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Tests.Noise;

/// <summary>What a noise model draws has the mean and the standard deviation that it says.</summary>
public class SimulationTests
{
    private const int Count = 20_000;

    private static Measurement Design { get; } =
        new(Enumerable.Range(0, Count).Select(i => (double)i), new double[Count], Enumerable.Repeat(0.3, Count))
        {
            Name = "plan",
            XUnit = "s",
        };

    public static TheoryData<NoiseModel, double[]> Noises => new()
    {
        { GaussianNoise.Known(0.7), [] },
        { GaussianNoise.PerPoint, [] },
        { GaussianNoise.Unknown, [2.5] },
        { new JitterNoise(), [0.4] },
        { StudentNoise.Known(0.7, 9), [] },
        { StudentNoise.PerPoint(), [9] },
        { StudentNoise.Unknown(), [2.5, 9] },
        { PoissonNoise.Counts, [] },
        { PoissonNoise.WithExposure(0.2), [] },
        { PoissonNoise.WithExposure(1000), [] },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public void Draws_have_the_mean_and_the_deviation_of_the_noise(NoiseModel noise, double[] parameters)
    {
        const double prediction = 4;
        Measurement drawn = noise.Simulate(Design, Flat(prediction), parameters, Stream(1));
        NoiseBinding binding = noise.Bind(drawn);
        double deviation = binding.StandardDeviation(0, prediction, parameters);
        Assert.InRange((drawn.Y.Mean() - binding.Exposure(0) * prediction) * Math.Sqrt(Count) / deviation, -4, 4);
        Assert.InRange(drawn.Y.StandardDeviation() / deviation, 0.97, 1.03);
    }

    [Fact]
    public void The_same_stream_gives_the_same_measurement_at_the_points_of_the_design()
    {
        Measurement first = PoissonNoise.Counts.Simulate(Design, Flat(4), [], Stream(1));
        Assert.True(first.Y.SequenceEqual(PoissonNoise.Counts.Simulate(Design, Flat(4), [], Stream(1)).Y));
        Assert.False(first.Y.SequenceEqual(PoissonNoise.Counts.Simulate(Design, Flat(4), [], Stream(2)).Y));
        Assert.True(first.X.SequenceEqual(Design.X) && first.Sigma!.Value.SequenceEqual(Design.Sigma!.Value));
        Assert.Equal((Design.Name, Design.XUnit), (first.Name, first.XUnit));
    }

    [Fact]
    public void What_cannot_be_drawn_is_said()
    {
        string custom =
            Assert.Throws<NotSupportedException>(() => new LaplaceNoise().Simulate(Design, Flat(1), [1], Stream(1))).Message;
        Assert.Contains("override Draw", custom, StringComparison.Ordinal);
        string negative = Assert.Throws<ArgumentOutOfRangeException>(
            () => PoissonNoise.Counts.Simulate(Design, Flat(-1), [], Stream(1))).Message;
        Assert.Contains("point 1: the model expects -1", negative, StringComparison.Ordinal);
        string parameters =
            Assert.Throws<ArgumentException>(() => GaussianNoise.Unknown.Simulate(Design, Flat(1), [], Stream(1))).Message;
        Assert.Contains("has 1 parameters (noise), but 0 values", parameters, StringComparison.Ordinal);
        string points =
            Assert.Throws<ArgumentException>(() => GaussianNoise.Known(1).Simulate(Design, [1, 2], [], Stream(1))).Message;
        Assert.Contains("20000 points, but 2 predictions", points, StringComparison.Ordinal);
    }

    private static double[] Flat(double value) => [.. Enumerable.Repeat(value, Count)];

    private static RandomStream Stream(ulong seed) => new(seed, chain: 0, replica: 0);
}
