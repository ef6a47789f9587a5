using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Results;
using BayesMeasure.Sampling;
using MathNet.Numerics.Distributions;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Noise;

public class StudentNoiseTests
{
    private static readonly double[] Y = [0.3, -1.2, 2.5, 0.9, 0, 40, 1.1, 0.8, 1];
    private static readonly double[] Sigma = [0.2, 0.5, 1.5, 0.1, 3, 1, 0.7, 0.2, 2];

    private static Measurement Data => new(Enumerable.Range(0, Y.Length).Select(i => (double)i), Y, Sigma) { Name = "sample A" };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_log_likelihood_is_the_sum_of_Student_log_densities(int lanes)
    {
        foreach (double freedom in new[] { 0.5, 1, 4, 30, 1e4 })
        {
            Check(StudentNoise.Known(0.7), [freedom], [.. Y.Select(_ => 0.7)], lanes);
            Check(StudentNoise.PerPoint, [freedom], Sigma, lanes);
            Check(StudentNoise.Unknown, [freedom, 0.05], [.. Y.Select(_ => 0.05)], lanes);
            Check(StudentNoise.Unknown, [freedom, 12], [.. Y.Select(_ => 12.0)], lanes);
        }
    }

    [Fact]
    public void A_number_of_degrees_is_fixed_by_the_prior()
    {
        var prior = new Prior { ["offset"] = Uniform(-10, 10), [StudentNoise.DegreesOfFreedomName] = Fixed(4) };
        ITargetState state = new Posterior(Data, Constant, StudentNoise.Known(0.7), prior).CreateState();
        state.Set([1]);
        Assert.Equal(Exact(4, [.. Y.Select(_ => 0.7)]), state.LogLikelihood, 1e-11);
    }

    /// <summary>Three of forty points are far above a constant of 1 with noise 0.1.</summary>
    [Fact]
    public void Outliers_bias_Gaussian_noise_and_not_Student_noise_and_the_free_energy_knows_it()
    {
        var clean = MeasurementOf(GaussianNoise.Known(0.1), points: 40);
        Measurement data = clean.WithValues(clean.Y.Select((y, i) => i % 13 == 5 ? y + 2 : y));
        var level = new Prior { ["offset"] = Uniform(-10, 10), ["noise"] = LogUniform(0.01, 10) };
        Result gaussian = Sample(data, GaussianNoise.Unknown, level);
        Result student = Sample(data, StudentNoise.Unknown, level + new Prior { ["degreesOfFreedom"] = Gamma(2, 0.1) });
        ParameterSummary biased = PosteriorSummary.Of(gaussian).Parameters[0];
        ParameterSummary robust = PosteriorSummary.Of(student).Parameters[0];
        Assert.InRange(biased.Mean, 1.1, 1.3);
        Assert.InRange(Math.Abs(robust.Mean - 1), 0, 3 * robust.StandardDeviation);
        Assert.InRange(robust.StandardDeviation, 0, 0.5 * biased.StandardDeviation);
        double gain = student.FreeEnergy.LogEvidence - gaussian.FreeEnergy.LogEvidence;
        double error = Math.Sqrt(Math.Pow(student.FreeEnergy.StandardError, 2) + Math.Pow(gaussian.FreeEnergy.StandardError, 2));
        Assert.True(gain > 5 && gain > 5 * error, FormattableString.Invariant($"{gain} +- {error}"));
    }

    [Fact]
    public void The_standard_deviation_is_that_of_the_distribution()
    {
        NoiseBinding binding = StudentNoise.Unknown.Bind(Data);
        Assert.Equal(new StudentT(0, 0.3, 5).StdDev, binding.StandardDeviation(0, 7, [5, 0.3]), 1e-14);
        Assert.Equal(double.PositiveInfinity, binding.StandardDeviation(0, 7, [2, 0.3]));
    }

    [Fact]
    public void A_missing_sigma_and_an_impossible_level_are_refused()
    {
        Measurement bare = new([1, 2], [3, 4]) { Name = "sample B" };
        string message = Assert.Throws<ArgumentException>(() => StudentNoise.PerPoint.Bind(bare)).Message;
        Assert.Contains("'sample B' has no sigma", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentNoise.Known(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentNoise.Known(double.NaN));
        Assert.Equal("Student, level = 0.1", StudentNoise.Known(0.1).ToString());
    }

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    private static double Exact(double freedom, double[] level) => Y.Zip(level, (y, s) => StudentT.PDFLn(1, s, freedom, y)).Sum();

    private static void Check(StudentNoise noise, double[] parameters, double[] level, int lanes)
    {
        var prior = new Prior { ["offset"] = Uniform(-10, 10), [StudentNoise.DegreesOfFreedomName] = HalfNormal(10) };
        if (parameters.Length > 1)
            prior += new Prior { ["noise"] = HalfNormal(1) };
        ITargetState state = new Posterior(Data, Constant, noise, prior).CreateState(lanes);
        state.Set([1, .. parameters]);
        double exact = Exact(parameters[0], level);
        Assert.Equal(exact, state.LogLikelihood, 1e-10 * Math.Max(1, Math.Abs(exact)));
    }

    private static Measurement MeasurementOf(NoiseModel noise, int points) => noise.Simulate(
        new(Enumerable.Range(0, points).Select(i => (double)i), new double[points]),
        [.. Enumerable.Repeat(1.0, points)],
        [],
        new(seed: 4, chain: 0, replica: 0));

    private static Result Sample(Measurement data, NoiseModel noise, Prior prior) =>
        new ReplicaExchange(new() { Seed = 5, Chains = 2, BurnInSweeps = 500, Sweeps = 1000 }).Run(new Posterior(data, Constant, noise, prior));
}
