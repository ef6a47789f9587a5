using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Measured gradient noise and curvature against their own formulas.</summary>
public class GradientNoiseTests
{
    private static readonly double[] Shifts = [.. Enumerable.Range(0, 64).Select(i => 0.35 * Math.Sin(7.0 * i))];

    [Fact]
    public void Noise_bound_and_curvature_are_exact_for_few_terms()
    {
        var sum = new CosineSum(Shifts);
        GradientNoise noise = GradientNoise.Of(sum.Objective, [[0.3], [-1.1]]);
        double[] gradient = new double[1];
        double bound = new[] { 0.3, -1.1 }.Max(x =>
        {
            sum.Smoothed([x], 0, gradient);
            return Math.Abs(gradient[0]);
        });
        double least = Math.Sqrt(Math.Min(sum.Variance(0.3), sum.Variance(-1.1)));
        Assert.Equal((sum.Variance(0.3) + sum.Variance(-1.1)) / 2, noise.Variance, 9);
        Assert.Equal(0, noise.StandardError);
        Assert.Equal(least, noise.Range.Least, 9);
        Assert.Equal(bound, noise.GradientBound, 9);
        Assert.Equal(Math.Max(Math.Abs(sum.Curvature(0.3, 0)), Math.Abs(sum.Curvature(-1.1, 0))), noise.Curvature, 6);
        Assert.Equal(2 * noise.StandardDeviation / noise.Curvature, noise.ReachableDegree(), 12);
    }

    /// <summary>Differences of gradients stand in where nothing is known of the Hessian.</summary>
    [Fact]
    public void Curvature_needs_no_Hessian()
    {
        var sum = new CosineSum(Shifts, 3);
        GradientNoise exact = GradientNoise.Of(sum.Objective, [[0.3, 0.8, -1.1]]);
        GradientNoise differences = GradientNoise.Of(sum.Terms, [[0.3, 0.8, -1.1]]);
        Assert.Equal(exact.Curvature, differences.Curvature, 1e-4 * exact.Curvature);
        Assert.Equal(new[] { 0.3, 0.8, -1.1 }.Max(x => Math.Abs(sum.Curvature(x, 0))), exact.Curvature, 1e-4);
    }

    /// <summary>Of many terms a part is taken, without bias and with an error that is that of the parts.</summary>
    [Fact]
    public void The_error_of_a_sampled_variance_is_honest()
    {
        const int Terms = 6000;
        var random = new RandomStream(4, 0, 0);
        double[] slopes = [.. Enumerable.Range(0, Terms).Select(_ => random.NextExponential())];
        double mean = slopes.Average();
        double truth = slopes.Average(slope => (slope - mean) * (slope - mean));
        double[] pulls = [.. Enumerable.Range(0, 60).Select(rotation =>
        {
            StochasticObjective objective = StochasticObjective.OfTerms(["a"], Terms, (term, x, gradient) =>
                x[0] * (gradient[0] = slopes[(term * 7 + 100 * rotation) % Terms]));
            GradientNoise noise = GradientNoise.Of(objective, [[1.0]]);
            Assert.True(noise.StandardError > 0);
            return (noise.Variance - truth) / noise.StandardError;
        })];
        double deviation = Math.Sqrt(pulls.Average(pull => pull * pull));
        Assert.InRange(deviation, 0.6, 1.4);
    }

    /// <summary>The variance of normal draws about a point is known.</summary>
    [Fact]
    public void Draws_of_an_expectation_have_a_variance_with_an_error()
    {
        StochasticObjective objective = StochasticObjective.OfDraws(["a"], (stream, x, gradient) =>
            x[0] * (gradient[0] = 3 * stream.NextNormal()));
        GradientNoise noise = GradientNoise.Of(objective, [[1.0]]);
        Assert.Equal(9 * Math.Sqrt(2.0 / 4096), noise.StandardError, 0.03);
        Assert.Equal(9, noise.Variance, 4 * noise.StandardError);
        Assert.Null(noise.Terms);
    }

    [Fact]
    public void Noise_along_a_run_is_that_of_its_points()
    {
        var sum = new CosineSum(Shifts);
        GraduatedRun run = new ImplicitGraduation(Schedule.DecayingRate(new(0.01, 1, 10), 3)).Run(sum.Objective, [1.0]);
        IReadOnlyList<GradientNoise> along = GradientNoise.Along(sum.Objective, run);
        Assert.Equal(run.Stages.Select(stage => sum.Variance(stage.Point[0])), along.Select(noise => noise.Variance), Near);
    }

    [Fact]
    public void A_forecast_says_what_is_out_of_reach()
    {
        var sum = new CosineSum(Shifts);
        GradientNoise noise = GradientNoise.Of(sum.Objective, [[0.0], [0.5], [1.0]]);
        double reachable = noise.ReachableDegree();
        ImplicitGraduation Descent(double degree) =>
            new(Schedule.OfDegrees([degree, degree / 2], noise.StandardDeviation, batch: 1, steps: 10));
        Assert.Empty(Descent(0.5 * reachable).Forecast(noise, neededDegree: 0.4 * reachable));
        string unstable = Assert.Single(Descent(1.1 * reachable).Forecast(noise));
        Assert.Contains("Stage 1", unstable);
        Assert.Contains("out of reach", unstable);
        Assert.Contains("no stable step", Assert.Single(Descent(0.5 * reachable).Forecast(noise, 1.05 * reachable)));
        Assert.Contains("below the needed", Assert.Single(Descent(0.5 * reachable).Forecast(noise, 0.6 * reachable)));
    }

    [Fact]
    public void Points_are_needed()
    {
        StochasticObjective objective = new CosineSum(Shifts).Objective;
        Assert.Throws<ArgumentException>("points", () => GradientNoise.Of(objective, []));
        Assert.Throws<ArgumentException>("points", () => GradientNoise.Of(objective, [[1.0, 2.0]]));
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-9 * left;
}
