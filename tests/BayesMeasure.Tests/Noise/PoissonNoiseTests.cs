using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Noise;

public class PoissonNoiseTests
{
    private static readonly double[] Counts = [3, 0, 7, 1, 120, 14, 2, 0, 5];

    private static Measurement Data =>
        new([.. Enumerable.Range(0, Counts.Length).Select(i => (double)i)], Counts) { Name = "run 7" };

    private static Prior RatePrior => new() { ["offset"] = Prior.Gamma(2, 0.1) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_log_likelihood_is_the_sum_of_Poisson_log_probabilities(int lanes)
    {
        double[] exposures = [.. Enumerable.Range(0, Counts.Length).Select(i => 0.5 + 0.3 * i)];
        var posterior = new Posterior(Data, Constant, PoissonNoise.WithExposures(exposures), RatePrior);
        ITargetState state = posterior.CreateState(lanes);
        foreach (double rate in new[] { 1e-3, 0.7, 4, 35, 1e4 })
        {
            double exact = Counts.Zip(exposures, (y, time) => Poisson.PMFLn(time * rate, (int)y)).Sum();
            state.Set([rate]);
            Assert.Equal(exact, state.LogLikelihood, 1e-12 * Math.Max(1, Math.Abs(exact)));
        }
    }

    [Fact]
    public void One_exposure_is_that_of_every_point()
    {
        var once = new Posterior(Data, Constant, PoissonNoise.WithExposure(2.5), RatePrior);
        var each = new Posterior(Data, Constant, PoissonNoise.WithExposures(Enumerable.Repeat(2.5, Counts.Length)), RatePrior);
        Assert.Equal(LogLikelihood(each, 3.3), LogLikelihood(once, 3.3));
        Assert.NotEqual(LogLikelihood(each, 3.3), LogLikelihood(new(Data, Constant, PoissonNoise.Counts, RatePrior), 3.3));
    }

    [Fact]
    public void A_negative_rate_is_impossible_and_not_a_number_stays_one()
    {
        var prior = new Prior { ["offset"] = Prior.Uniform(-10, 10) };
        var posterior = new Posterior(Data, Constant, PoissonNoise.Counts, prior);
        Assert.Equal(double.NegativeInfinity, LogLikelihood(posterior, -0.1));
        Assert.True(double.IsNaN(LogLikelihood(posterior, double.NaN)));
        Assert.True(LogLikelihood(posterior, double.PositiveInfinity) < -1e300);
    }

    [Fact]
    public void A_rate_of_zero_costs_nothing_where_nothing_was_counted_and_much_elsewhere()
    {
        var nothing = new Posterior(new([1, 2, 3], [0, 0, 0]), Constant, PoissonNoise.Counts, RatePrior);
        Assert.Equal(0, LogLikelihood(nothing, 0), 1e-9);
        var one = new Posterior(new([1, 2, 3], [0, 1, 0]), Constant, PoissonNoise.Counts, RatePrior);
        Assert.InRange(LogLikelihood(one, 0), -30, -20);
    }

    /// <summary>
    /// Far from a peak of 1e8 counts, nothing but rounding is left of what came and went: neither a count nor a negative rate.
    /// </summary>
    [Fact]
    public void What_rounding_leaves_of_large_terms_is_no_negative_rate()
    {
        var peak = new Prior
        {
            ["amplitude"] = Prior.LogUniform(1e-3, 1e9),
            ["center"] = Prior.Uniform(-5, 15),
            ["precision"] = Prior.Gamma(2, 1),
        };
        Prior prior = peak.Repeat(2);
        var data = new Measurement([.. Enumerable.Range(0, 40).Select(i => 0.25 * i)], new double[40]);
        var posterior = new Posterior(data, ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2), PoissonNoise.Counts, prior);
        ITargetState state = posterior.CreateState();
        state.Set([1e8, 5, 0.1, 1e8, 4, 0.2]);
        int[] all = [0, 1, 2];
        for (int step = 0; step < 256; step++)
        {
            double[] move = step % 2 == 0 ? [1e7 + step, step % 10, 0.3] : [1e-3, -5, 40];
            Assert.True(double.IsFinite(state.Propose(all, move)));
            state.Accept();
        }

        state.Propose([3, 4, 5], [1e-3, -5, 40]);
        state.Accept();
        Assert.Equal(0, state.LogLikelihood, 1e-3);
    }

    [Fact]
    public void The_free_energy_of_a_constant_rate_is_that_of_the_conjugate_prior()
    {
        const double exposure = 1.7, shape = 2, rate = 0.1;
        double total = Counts.Sum();
        double time = exposure * Counts.Length;
        double exact = Counts.Sum(y => y * Math.Log(exposure) - SpecialFunctions.GammaLn(y + 1))
            + shape * Math.Log(rate) - SpecialFunctions.GammaLn(shape)
            + SpecialFunctions.GammaLn(shape + total) - (shape + total) * Math.Log(rate + time);
        var posterior = new Posterior(Data, Constant, PoissonNoise.WithExposure(exposure), RatePrior);
        Result result = new ReplicaExchange(new() { Seed = 3, Sweeps = 3000 }).Run(posterior);
        Assert.InRange(Math.Abs(result.FreeEnergy.LogEvidence - exact), 0, 4 * result.FreeEnergy.StandardError);
        Assert.InRange(result.FreeEnergy.StandardError, 0, 0.1);
        QuantitySummary summary = result.Summary.Parameters[0];
        double mean = (shape + total) / (rate + time);
        Assert.InRange(Math.Abs(summary.Mean - mean), 0, 4 * summary.Convergence.StandardErrorOfMean);
        Assert.Equal(Math.Sqrt(shape + total) / (rate + time), summary.StandardDeviation, 0.05 * summary.StandardDeviation);
    }

    /// <summary>The broken twin: without the exposure in the logarithm, a change of units changes which rate fits best.</summary>
    [Fact]
    public void The_best_rate_is_the_total_over_the_total_exposure()
    {
        double[] exposures = [.. Enumerable.Range(0, Counts.Length).Select(i => 1.0 + i)];
        var posterior = new Posterior(Data, Constant, PoissonNoise.WithExposures(exposures), RatePrior);
        double best = Counts.Sum() / exposures.Sum();
        Assert.True(LogLikelihood(posterior, best) > LogLikelihood(posterior, 1.001 * best));
        Assert.True(LogLikelihood(posterior, best) > LogLikelihood(posterior, 0.999 * best));
    }

    [Theory]
    [InlineData(3.5)]
    [InlineData(-1)]
    public void What_is_no_count_is_named_with_its_place(double y)
    {
        var data = new Measurement([10, 20, 30], [4, y, 1]) { Name = "run 8" };
        string message = Assert.Throws<ArgumentException>(() => PoissonNoise.Counts.Bind(data)).Message;
        Assert.Contains(
            FormattableString.Invariant($"'run 8' has y = {y} at x = 20, point 2"), message, StringComparison.Ordinal);
        Assert.Contains("GaussianNoise.PerPoint", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exposures_are_positive_and_as_many_as_points()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonNoise.WithExposure(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonNoise.WithExposures([1, double.NaN]));
        string message = Assert.Throws<ArgumentException>(() => PoissonNoise.WithExposures([1, 2]).Bind(Data)).Message;
        Assert.Contains("'run 7' has 9 points, but 2 exposures", message, StringComparison.Ordinal);
        Assert.Equal(PoissonNoise.WithExposures([1, 2]), PoissonNoise.WithExposures([1, 2]));
        Assert.NotEqual(PoissonNoise.WithExposures([1, 2]).ToString(), PoissonNoise.WithExposures([1, 3]).ToString());
    }

    [Fact]
    public void The_standard_deviation_of_a_count_is_the_root_of_its_mean()
    {
        NoiseBinding binding = PoissonNoise.WithExposure(4).Bind(Data);
        Assert.Equal(4, binding.Exposure(2));
        Assert.Equal(6, binding.StandardDeviation(2, 9, []), 1e-14);
    }

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    private static double LogLikelihood(Posterior posterior, double rate)
    {
        ITargetState state = posterior.CreateState();
        state.Set([rate]);
        return state.LogLikelihood;
    }
}
