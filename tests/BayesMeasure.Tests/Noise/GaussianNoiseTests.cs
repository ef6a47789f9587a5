using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Noise;

public class GaussianNoiseTests
{
    private static readonly double[] Y = [0.3, -1.2, 2.5, 0.9, 0];
    private static readonly double[] Prediction = [0.1, -1, 2, 1.5, 0.4];
    private static readonly double[] Sigma = [0.2, 0.5, 1.5, 0.1, 3];

    private static Measurement Data => new([1, 2, 3, 4, 5], Y, Sigma) { Name = "sample A" };

    [Fact]
    public void Known_noise_gives_the_sum_of_normal_log_densities() =>
        Check(GaussianNoise.Known(0.7), [], Enumerable.Repeat(0.7, 5));

    [Fact]
    public void Noise_per_point_takes_the_sigma_of_the_measurement() => Check(GaussianNoise.PerPoint, [], Sigma);

    [Theory]
    [InlineData(1)]
    [InlineData(0.05)]
    [InlineData(12)]
    public void Unknown_noise_takes_its_level_from_the_parameter(double level) =>
        Check(GaussianNoise.Unknown, [level], Enumerable.Repeat(level, 5));

    [Fact]
    public void Weights_are_inverse_variances()
    {
        Assert.Equal([.. Sigma.Select(s => 1 / (s * s))], GaussianNoise.PerPoint.Bind(Data).Weights.ToArray());
        Assert.Equal([4, 4, 4, 4, 4], GaussianNoise.Known(0.5).Bind(Data).Weights.ToArray());
        Assert.Equal([1, 1, 1, 1, 1], GaussianNoise.Unknown.Bind(Data).Weights.ToArray());
    }

    [Fact]
    public void Only_unknown_noise_has_a_parameter()
    {
        Assert.Equal(["noise"], GaussianNoise.Unknown.ParameterNames);
        Assert.Empty(GaussianNoise.PerPoint.ParameterNames);
        Assert.Empty(GaussianNoise.Known(1).ParameterNames);
    }

    [Fact]
    public void A_missing_sigma_is_named_with_its_measurement()
    {
        Measurement bare = new([1, 2], [3, 4]) { Name = "sample B" };
        string message = Assert.Throws<ArgumentException>(() => GaussianNoise.PerPoint.Bind(bare)).Message;
        Assert.Contains("'sample B' has no sigma", message, StringComparison.Ordinal);
        Assert.Contains("GaussianNoise.Unknown", message, StringComparison.Ordinal);
        Assert.Equal(2, GaussianNoise.Known(1).Bind(bare).Weights.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_level_must_be_positive_and_finite(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianNoise.Known(sigma));

    [Fact]
    public void A_description_tells_the_three_kinds_apart()
    {
        Assert.Equal("Gaussian, sigma = 0.1", GaussianNoise.Known(0.1).ToString());
        Assert.Equal("Gaussian, sigma point by point", GaussianNoise.PerPoint.ToString());
        Assert.Equal("Gaussian, level unknown", GaussianNoise.Unknown.ToString());
    }

    private static void Check(GaussianNoise noise, double[] parameters, IEnumerable<double> sigma)
    {
        double expected = sigma.Select((s, i) => Normal.PDFLn(Prediction[i], s, Y[i])).Sum();
        NoiseBinding binding = noise.Bind(Data);
        double misfit = binding.Accept(new MisfitSum(Y, Prediction, binding.Weights.ToArray(), parameters));
        Assert.Equal(expected, binding.LogLikelihood(misfit, parameters), 1e-12 * Math.Abs(expected));
    }
}
