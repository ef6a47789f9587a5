using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Summaries;

/// <summary>Components of one's own are told apart in sampled draws: each is where it was put, and its chains agree.</summary>
public class OwnComponentTests
{
    /// <summary>Replicas change labels on their way through the ladder, so that raw draws mix all components.</summary>
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 3,
        Chains = 2,
        Rungs = 8,
        BurnInSweeps = 400,
        Sweeps = 1500,
        Threads = 1,
    };

    [Fact]
    public void Two_decays_with_linked_lifetimes()
    {
        Prior decay = new()
        {
            ["level"] = Prior.Gamma(2, 1),
            ["lifetime"] = Prior.LogUniform(0.05, 20),
            ["rate"] = Prior.LinkedTo(["lifetime"], p => 1 / p[0]),
        };
        ForwardModel model = ForwardModel.Function((double x, double level, double rate) => level * Math.Exp(-rate * x));
        Result result = Sample(model.Repeat(2), decay.Repeat(2), [1, 0.3, 1, 3], 25, 8, 0.04);
        Assert.Equal("lifetime", result.Summary.OrderedBy);
        AssertFound(result.Summary, [1, 1 / 3.0, 1, 1 / 0.3]);
    }

    [Fact]
    public void Two_sinusoids_in_noise()
    {
        Prior wave = new()
        {
            ["amplitude"] = Prior.HalfNormal(2),
            ["phase"] = Prior.Uniform(-Math.PI, Math.PI),
            ["frequency"] = Prior.Uniform(0.5, 3),
        };
        ForwardModel model = ForwardModel.Function((double x, double amplitude, double phase, double frequency) =>
            amplitude * Math.Cos(2 * Math.PI * frequency * x + phase));
        Result result = Sample(model.Repeat(2), wave.Repeat(2), [1, 0.5, 1.7, 1, 0.5, 1.3], 40, 4, 0.3);
        Assert.Equal("frequency", result.Summary.OrderedBy);
        AssertFound(result.Summary, [1, 0.5, 1.3, 1, 0.5, 1.7]);
        Assert.True(result.SummaryBy("phase")["frequency[1]"].StandardDeviation > 0.1);
    }

    /// <summary>Three Gaussians in a plane at the corners of a triangle, of which either coordinate parts two alone.</summary>
    [Fact]
    public void A_mixture_of_Gaussians_that_no_coordinate_parts()
    {
        (double X, double Y)[] corners = [(0, 0), (0, 4), (4, 0)];
        var random = new RandomStream(5, 0, 0);
        (double X, double Y)[] points = [.. Enumerable.Range(0, 60)
            .Select(i => (corners[i % 3].X + random.NextNormal(), corners[i % 3].Y + random.NextNormal()))];
        Prior place = new() { ["x"] = Prior.Normal(2, 4), ["y"] = Prior.Normal(2, 4) };
        var target = new LogLikelihoodTarget(place.Repeat(3), means => LogLikelihood(points, means));
        Assert.Single(target.Groups);
        PosteriorSummary summary = new ReplicaExchange(Options).Run(target).Summary;
        Assert.Null(summary.OrderedBy);
        Assert.All(corners, corner => Assert.Single(Enumerable.Range(1, 3), k =>
            Math.Abs(summary[$"x[{k}]"].Mean - corner.X) < 1 && Math.Abs(summary[$"y[{k}]"].Mean - corner.Y) < 1));
        Assert.All(summary.Parameters, parameter => Assert.InRange(parameter.StandardDeviation, 0.15, 0.35));
        Assert.All(summary.Parameters, parameter => Assert.InRange(parameter.Convergence.RHat, 0.99, 1.05));
    }

    [Fact]
    public void The_record_of_a_run_tells_whether_its_chains_agree_about_the_log_likelihood()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1) }.Repeat(2), x => -x[0] * x[0] - x[1] * x[1]);
        var run = LadderRun.Of(new ReplicaExchange(Options with { Rungs = 4 }).Run(target));
        Assert.InRange(run.LogLikelihoodConvergence.RHat, 0.99, 1.02);
        Assert.Equal(
            run.LogLikelihoodConvergence, run.LogLikelihoods.ConvergenceAt(run.LogLikelihoods.Rungs - 1));
    }

    private static double LogLikelihood((double X, double Y)[] points, ReadOnlySpan<double> means)
    {
        double sum = 0;
        foreach ((double x, double y) in points)
        {
            double density = 0;
            for (int k = 0; k < means.Length; k += 2)
            {
                (double dx, double dy) = (x - means[k], y - means[k + 1]);
                density += Math.Exp(-0.5 * (dx * dx + dy * dy)) / 3;
            }

            sum += Math.Log(Math.Max(density, double.Epsilon)) - Math.Log(2 * Math.PI);
        }

        return sum;
    }

    private static Result Sample(ForwardModel model, Prior prior, double[] truth, int count, double end, double sigma)
    {
        var random = new RandomStream(11, 0, 0);
        double[] x = [.. Enumerable.Range(0, count).Select(i => end * i / (count - 1))];
        double[] y = [.. model.Evaluate(x, truth).Select(value => value + sigma * random.NextNormal())];
        var posterior = new Posterior(new(x, y), model, GaussianNoise.Known(sigma), prior);
        return new ReplicaExchange(Options).Run(posterior);
    }

    private static void AssertFound(PosteriorSummary summary, double[] truth)
    {
        Assert.All(summary.Parameters.Zip(truth), pair => Assert.InRange(
            pair.Second - pair.First.Mean, -4 * pair.First.StandardDeviation, 4 * pair.First.StandardDeviation));
        Assert.All(summary.Parameters, parameter => Assert.InRange(parameter.Convergence.RHat, 0.99, 1.05));
        Assert.Empty(summary.Warnings);
    }
}
