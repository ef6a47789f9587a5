using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Noise;

public class JitterNoiseTests
{
    private static readonly double[] Values = [0.9, 1.1, 1.3, 0.7, 1.05, 0.95, 1.2, 6.0, 0.85];
    private static readonly double[] Levels = [0.2, 0.3, 0.1, 0.4, 0.2, 0.2, 0.3, 0.2, 0.5];

    private static Measurement Data => new([.. Enumerable.Range(0, Values.Length).Select(i => (double)i)], Values, Levels);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Jitter_is_added_in_quadrature(int lanes)
    {
        ITargetState state = Target.CreateState(lanes);
        foreach (double jitter in new[] { 0, 1e-9, 0.3, 50 })
        {
            state.Set([1.4, jitter]);
            Assert.Equal(Exact(1.4, jitter), state.LogLikelihood, 1e-11);
        }
    }

    [Fact]
    public void A_move_of_the_jitter_is_seen()
    {
        ITargetState state = Target.CreateState();
        state.Set([1.4, 0.3]);
        state.Propose([1], [2.0]);
        state.Accept();
        Assert.Equal(Exact(1.4, 2), state.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Without_jitter_it_is_Gaussian_noise_point_by_point()
    {
        var known = new Posterior(Data, Constant, GaussianNoise.PerPoint, new Prior { ["offset"] = Prior.Uniform(-100, 100) });
        ITargetState gaussian = known.CreateState();
        gaussian.Set([0.7]);
        ITargetState jitter = Target.CreateState();
        jitter.Set([0.7, 0]);
        Assert.Equal(gaussian.LogLikelihood, jitter.LogLikelihood, 1e-11);
    }

    [Fact]
    public void A_missing_sigma_is_named() => Assert.Contains(
        "sigma column",
        Assert.Throws<ArgumentException>(() => new JitterNoise().Bind(new([1, 2], [3, 4]))).Message,
        StringComparison.Ordinal);

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    private static Posterior Target => new(Data, Constant, new JitterNoise(), new Prior
    {
        ["offset"] = Prior.Uniform(-100, 100),
        [JitterNoise.JitterName] = Prior.Uniform(0, 100),
    });

    private static double Exact(double offset, double jitter) => Values.Select((y, i) =>
        Normal.PDFLn(offset, Math.Sqrt(Levels[i] * Levels[i] + jitter * jitter), y)).Sum();
}
