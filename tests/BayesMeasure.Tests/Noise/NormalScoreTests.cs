using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Tests.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Noise;

/// <summary>What a noise model draws are standard normal scores, however it is distributed.</summary>
public class NormalScoreTests
{
    private const int Points = 3000;

    public static TheoryData<NoiseModel, double[], double> Noises => new()
    {
        { GaussianNoise.Known(2), [], 5 },
        { GaussianNoise.Unknown, [0.3], -1 },
        { StudentNoise.Unknown(3), [2], 5 },
        { StudentNoise.Known(2), [1.5], 5 },
        { PoissonNoise.Counts, [], 0.3 },
        { PoissonNoise.WithExposure(2), [], 6 },
        { PoissonNoise.Counts, [], 390 },
        { PoissonNoise.Counts, [], 3e4 },
        { new TriangularNoise(), [], 1 },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public void Draws_have_standard_normal_scores(NoiseModel noise, double[] parameters, double prediction)
    {
        double[] flat = [.. Enumerable.Repeat(prediction, Points)];
        Measurement design = new(Enumerable.Range(0, Points).Select(i => (double)i), new double[Points]);
        Measurement drawn = noise.Simulate(design, flat, parameters, new RandomStream(3, chain: 0, replica: 0));
        NoiseBinding binding = noise.Bind(drawn);
        var random = new RandomStream(4, chain: 0, replica: 0);
        double[] scores = [.. Enumerable.Range(0, Points)
            .Select(i => binding.NormalScore(i, drawn.Y[i], prediction, parameters, random))];
        Assert.InRange(KolmogorovSmirnov.Significance(scores, score => Normal.CDF(0, 1, score)), 1e-3, 1);
    }

    [Theory]
    [InlineData(12, 3.5)]
    [InlineData(0, 3.5)]
    [InlineData(450, 380)]
    [InlineData(330, 420)]
    public void A_count_has_the_score_of_its_summed_probabilities(double count, double mean)
    {
        double below = 0;
        for (int k = 0; k < count; k++)
        {
            below += Poisson.PMF(mean, k);
        }

        double expected = Normal.InvCDF(0, 1, below + 0.25 * Poisson.PMF(mean, (int)count));
        Assert.Equal(expected, CountScore.Of(count, mean, 0.25), 0.002);
    }

    [Fact]
    public void Far_tails_keep_their_digits_on_both_sides()
    {
        Measurement one = new([0], [0]);
        NoiseBinding student = StudentNoise.Known(1, 40).Bind(one);
        var random = new RandomStream(4, chain: 0, replica: 0);
        double above = student.NormalScore(0, 30, 0, [], random);
        Assert.Equal(above, -student.NormalScore(0, -30, 0, [], random), 1e-10);
        Assert.InRange(above, 9, 12);
        Assert.InRange(CountScore.Of(100, 3, 0.5), 15, 30);
    }

    /// <summary>Noise of one's own that says no more than how to draw: its distribution is told by ranks.</summary>
    private sealed record TriangularNoise : NoiseModel
    {
        public override IReadOnlyList<string> ParameterNames => [];

        public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement.Count);

        private sealed class Binding(int count) : NoiseBinding(new double[count])
        {
            public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

            public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => 0.4;

            public override double Draw(
                int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
                prediction + random.NextUniform() - random.NextUniform();
        }

        private readonly struct Density : INoiseDensity
        {
            public static bool MisfitReadsParameters => false;

            public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
                where T : unmanaged, IReal<T>
                where P : struct, IParameters<T>, allows ref struct => -T.Log(1.0 - T.Abs(y - prediction));

            public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
                where T : unmanaged, IReal<T>
                where P : struct, IParameters<T>, allows ref struct => -misfit;
        }
    }
}
