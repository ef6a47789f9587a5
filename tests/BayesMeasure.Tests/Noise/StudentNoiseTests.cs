using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Noise;

public class StudentNoiseTests
{
    private static readonly double[] Values = [0.9, 1.1, 1.3, 0.7, 1.05, 0.95, 1.2, 6.0, 0.85];
    private static readonly double[] Levels = [0.2, 0.3, 0.1, 0.4, 0.2, 0.2, 0.3, 0.2, 0.5];

    private static Measurement Data => new([.. Enumerable.Range(0, Values.Length).Select(i => (double)i)], Values, Levels);

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    public static IEnumerable<object[]> Treatments =>
        from level in new[] { false, true }
        from tail in new[] { false, true }
        from lanes in new[] { 1, 2, 4, 8 }
        select new object[] { level, tail, lanes };

    [Theory]
    [MemberData(nameof(Treatments))]
    public void The_log_likelihood_is_the_sum_of_Student_log_densities(bool unknownLevel, bool unknownTail, int lanes)
    {
        double? known = unknownTail ? null : 3.5;
        StudentNoise noise = unknownLevel ? StudentNoise.Unknown(known) : StudentNoise.Known(0.25, known);
        ITargetState state = Target(noise).CreateState(lanes);
        foreach (double offset in new[] { -2, 0.8, 1, 40 })
        {
            state.Set(Point(noise, offset, 0.25, 3.5));
            Assert.Equal(Exact(offset, _ => 0.25, 3.5), state.LogLikelihood, 1e-11);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_level_may_differ_from_point_to_point(bool unknownTail)
    {
        StudentNoise noise = StudentNoise.PerPoint(unknownTail ? null : 2);
        ITargetState state = Target(noise).CreateState();
        state.Set(Point(noise, 1.1, 0, 2));
        Assert.Equal(Exact(1.1, i => Levels[i], 2), state.LogLikelihood, 1e-11);
    }

    /// <summary>A move of a noise parameter alone must pass over the data again: its misfit depends on it.</summary>
    [Fact]
    public void A_move_of_the_level_and_of_the_tail_is_seen()
    {
        StudentNoise noise = StudentNoise.Unknown();
        Posterior posterior = Target(noise);
        ITargetState state = posterior.CreateState();
        state.Set(Point(noise, 1, 0.25, 3.5));
        double[] moved = Point(noise, 1, 0.4, 8);
        int[] parameters = [.. Enumerable.Range(0, moved.Length)];
        state.Propose(parameters.AsSpan(1), moved.AsSpan(1));
        state.Accept();
        Assert.Equal(Exact(1, _ => 0.4, 8), state.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Many_degrees_of_freedom_are_Gaussian_noise()
    {
        ITargetState student = Target(StudentNoise.Known(0.5, 1e7)).CreateState();
        ITargetState gaussian =
            new Posterior(Data, Constant, GaussianNoise.Known(0.5), PriorOf(GaussianNoise.Known(0.5))).CreateState();
        student.Set([1]);
        gaussian.Set([1]);
        Assert.Equal(gaussian.LogLikelihood, student.LogLikelihood, 1e-3);
    }

    /// <summary>One outlier in nine points: the exact posteriors by quadrature, and the sampler's.</summary>
    [Fact]
    public void An_outlier_pulls_a_Gaussian_fit_but_not_this_one_and_the_free_energy_says_so()
    {
        (double student, double studentMean) = Sampled(StudentNoise.Known(0.2, 3), offset => Exact(offset, _ => 0.2, 3));
        (double gaussian, double gaussianMean) = Sampled(
            GaussianNoise.Known(0.2), offset => Values.Sum(y => MathNet.Numerics.Distributions.Normal.PDFLn(offset, 0.2, y)));
        Assert.InRange(studentMean, 0.9, 1.1);
        Assert.InRange(gaussianMean, 1.5, 1.65);
        Assert.True(student > gaussian + 100);
    }

    [Fact]
    public void What_is_not_positive_is_refused_and_a_missing_sigma_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentNoise.Known(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentNoise.Known(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentNoise.Unknown(-1));
        string message = Assert.Throws<ArgumentException>(() => StudentNoise.PerPoint(3).Bind(new([1, 2], [3, 4]))).Message;
        Assert.Contains("StudentNoise.Unknown", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_deviation_is_that_of_the_distribution()
    {
        Assert.Equal(new StudentT(0, 0.3, 5).StdDev, StudentNoise.Known(0.3, 5).Bind(Data).StandardDeviation(0, 1, []), 1e-14);
        Assert.Equal(double.PositiveInfinity, StudentNoise.Known(0.3, 2).Bind(Data).StandardDeviation(0, 1, []));
    }

    private static (double LogEvidence, double Mean) Sampled(NoiseModel noise, Func<double, double> logLikelihood)
    {
        double top = Enumerable.Range(0, 400).Max(i => logLikelihood(0.01 * i));
        double Moment(int power) => GaussLegendreRule.Integrate(
            x => Math.Pow(x, power) * Math.Exp(logLikelihood(x) - top), 0.0, 4.0, 512) / 4;
        double exact = top + Math.Log(Moment(0));
        double mean = Moment(1) / Moment(0);
        var posterior = new Posterior(Data, Constant, noise, new Prior { ["offset"] = Prior.Uniform(0, 4) });
        Result result = new ReplicaExchange(new() { Seed = 5, Sweeps = 3000 }).Run(posterior);
        QuantitySummary summary = result.Summary.Parameters[0];
        Assert.InRange(Math.Abs(result.FreeEnergy.LogEvidence - exact), 0, 4 * result.FreeEnergy.StandardError);
        Assert.InRange(result.FreeEnergy.StandardError, 0, 0.1);
        Assert.InRange(Math.Abs(summary.Mean - mean), 0, 4 * summary.Convergence.StandardErrorOfMean);
        return (exact, mean);
    }

    private static double Exact(double offset, Func<int, double> level, double nu) =>
        Enumerable.Range(0, Values.Length).Sum(i => StudentT.PDFLn(offset, level(i), nu, Values[i]));

    private static Posterior Target(StudentNoise noise) => new(Data, Constant, noise, PriorOf(noise));

    private static Prior PriorOf(NoiseModel noise)
    {
        var prior = new Prior { ["offset"] = Prior.Uniform(-100, 100) };
        return noise.ParameterNames.Aggregate(prior, (so, name) => so + new Prior { [name] = Prior.LogUniform(0.01, 100) });
    }

    private static double[] Point(StudentNoise noise, double offset, double level, double nu) =>
        [offset, .. noise.ParameterNames.Select(name => name == GaussianNoise.LevelName ? level : nu)];
}
