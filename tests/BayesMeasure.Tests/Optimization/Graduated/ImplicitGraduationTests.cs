using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Stochastic descents: their steps, their keys, and their ends.</summary>
public class ImplicitGraduationTests
{
    private static readonly double[] Shifts = [.. Enumerable.Range(0, 64).Select(i => 0.35 * Math.Sin(7.0 * i))];

    public static TheoryData<Descent> Descents =>
        [Descent.StochasticGradient, Descent.HeavyBall(0.7), Descent.NormalizedHeavyBall(0.7), Descent.Adam(0.7, 0.9)];

    /// <summary>On a slope of g = (2, -0.5) every rule has a position of its own after three steps.</summary>
    [Fact]
    public void Rules_step_as_they_are_written()
    {
        StochasticObjective slope = StochasticObjective.OfFunction(["a", "b"], (x, gradient) =>
        {
            (gradient[0], gradient[1]) = (2, -0.5);
            return 2 * x[0] - 0.5 * x[1];
        });
        const double Beta = 0.7;
        double heavy = 1 + (1 + Beta) + (1 + Beta + Beta * Beta);
        double normalized = (1 - Beta) * heavy;
        Assert.Equal(-0.1 * 3 * 2, After(slope, Descent.StochasticGradient)[0], 14);
        Assert.Equal(-0.1 * heavy * 2, After(slope, Descent.HeavyBall(Beta))[0], 14);
        Assert.Equal(0.1 * normalized * 0.5, After(slope, Descent.NormalizedHeavyBall(Beta))[1], 14);
        Assert.Equal(-0.1 * 3, After(slope, Descent.Adam(Beta, 0.9))[0], 7);
        Assert.Equal(0.1 * 3, After(slope, Descent.Adam(Beta, 0.9))[1], 7);
    }

    /// <summary>Adam against its own recurrence, written out, on a gradient that changes.</summary>
    [Fact]
    public void Adam_corrects_its_means_for_their_start()
    {
        StochasticObjective parabola = StochasticObjective.OfFunction(["a"], (x, gradient) => x[0] * (gradient[0] = x[0]) / 2);
        (double x, double mean, double square) = (1, 0, 0);
        for (int t = 1; t <= 3; t++)
        {
            mean = 0.7 * mean + 0.3 * x;
            square = 0.9 * square + 0.1 * x * x;
            x -= 0.1 * mean / (1 - Math.Pow(0.7, t)) / (Math.Sqrt(square / (1 - Math.Pow(0.9, t))) + 1e-8);
        }

        var run = new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 3))) { Descent = Descent.Adam(0.7, 0.9) };
        Assert.Equal(x, run.Run(parabola, [1.0]).Point[0], 13);
    }

    [Theory]
    [MemberData(nameof(Descents))]
    public void Runs_are_the_same_for_any_number_of_threads(Descent descent)
    {
        double[][] starts = [.. Enumerable.Range(0, 24).Select(i => new[] { i / 4.0 - 3 })];
        var settings = new ImplicitGraduation(Schedule.Hybrid(new(0.005, 2, 20), 4)) { Descent = descent, Seed = 9 };
        StochasticObjective objective = new CosineSum(Shifts).Objective;
        double[][] runs = [.. new[] { 1, 2, 5 }.Select(threads =>
            (settings with { Threads = threads }).RunAll(objective, starts).Select(run => run.Point[0]).ToArray())];
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
        Assert.Equal(runs[0][0], settings.Run(new CosineSum(Shifts).Objective, starts[0]).Point[0]);
        Assert.NotEqual(runs[0], (settings with { Seed = 10 }).RunAll(new CosineSum(Shifts).Objective, starts)
            .Select(run => run.Point[0]));
        double same = starts[1][0];
        double[] twice = [.. settings.RunAll(new CosineSum(Shifts).Objective, [[same], [same]]).Select(run => run.Point[0])];
        Assert.NotEqual(twice[0], twice[1]);
    }

    [Fact]
    public void A_batch_of_all_terms_is_gradient_descent()
    {
        var sum = new CosineSum(Shifts);
        double x = 1.3;
        double[] gradient = new double[1];
        for (int step = 0; step < 50; step++)
        {
            sum.Smoothed([x], 0, gradient);
            x -= 0.002 * gradient[0];
        }

        var whole = new ImplicitGraduation(Schedule.Constant(new(0.002, Shifts.Length, 50)));
        Assert.Equal(x, whole.Run(sum.Objective, [1.3]).Point[0], 12);
        Assert.Equal(x, whole.Run(sum.Terms, [1.3]).Point[0], 9);
        Assert.Equal(50 * Shifts.Length, whole.Run(sum.Terms, [1.3]).Evaluations);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Assert.Equal(Allocated(steps: 10, replaces: false), Allocated(steps: 5010, replaces: false));
        Assert.Equal(Allocated(steps: 10, replaces: true), Allocated(steps: 5010, replaces: true));
    }

    [Fact]
    public void A_divergence_names_stage_rate_and_curvature()
    {
        Schedule schedule = new([new(0.01, 64, 5), new(0.009, 64, 2000)]);
        StochasticObjective steep = StochasticObjective.OfTerms(["a"], 64, (term, x, gradient) =>
        {
            double scale = Math.Abs(x[0]) > 10 ? 500 : 1;
            gradient[0] = scale * (x[0] - 20) - (scale > 1 ? 0 : 200);
            return 0.5 * scale * (x[0] - 20) * (x[0] - 20);
        });
        GraduatedRun run = new ImplicitGraduation(schedule).Run(steep, [0.5]);
        Assert.NotNull(run.Divergence);
        Assert.Contains("Stage 2", run.Divergence);
        Assert.Contains("learning rate 0.009", run.Divergence);
        Assert.Contains("curvature is 1", run.Divergence);
        Assert.True(double.IsFinite(run.Value) && double.IsFinite(run.Point[0]));
        Assert.True(run.Stages[^1].Steps < 2000);
    }

    /// <summary>
    /// Where a walk leaves the domain of its function it has diverged; where it begins outside, the start is wrong.
    /// </summary>
    [Fact]
    public void A_walk_that_leaves_the_domain_has_diverged()
    {
        StochasticObjective root = StochasticObjective.OfFunction(["a"], (x, gradient) =>
        {
            gradient[0] = 0.5 / Math.Sqrt(x[0]);
            return Math.Sqrt(x[0]);
        });
        var run = new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 100)));
        Assert.Contains("term 0 by 'a'", run.Run(root, [0.3]).Divergence);
        Assert.Throws<NotFiniteNumberException>(() => run.Run(root, [-1.0]));
    }

    [Fact]
    public void One_term_has_no_noise_and_says_so()
    {
        StochasticObjective one = StochasticObjective.OfFunction(["a"], (x, gradient) => gradient[0] = x[0]);
        var run = new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 10)));
        Assert.Contains("no noise", Assert.Single(run.Run(one, [1.0]).Warnings));
        Assert.Contains("no noise", Assert.Single(run.Forecast(GradientNoise.Of(one, [[1.0]]))));
    }

    [Fact]
    public void Measured_noise_gives_the_degrees_of_the_stages()
    {
        var sum = new CosineSum(Shifts);
        GraduatedRun run = new ImplicitGraduation(Schedule.Hybrid(new(0.005, 2, 20), 4)) { MeasuresNoise = true }
            .Run(sum.Objective, [0.8]);
        double x = 0.8;
        Assert.All(run.Stages, stage =>
        {
            Assert.Equal(Degree.Of(stage.LearningRate, Math.Sqrt(sum.Variance(x)), stage.Batch, Shifts.Length), stage.Degree, 10);
            x = stage.Point[0];
        });
    }

    /// <summary>Terms that scatter more and more as the walk goes down: the batch grows with them.</summary>
    [Fact]
    public void The_batch_follows_the_noise()
    {
        StochasticObjective objective = StochasticObjective.OfTerms(["a"], 400, (term, x, gradient) =>
        {
            double noise = (term % 2 == 0 ? 1 : -1) * (10 - x[0]);
            gradient[0] = 1 + noise;
            return x[0] + (term % 2 == 0 ? 1 : -1) * (10 * x[0] - x[0] * x[0] / 2);
        });
        var settings = new ImplicitGraduation(Schedule.Constant(new(0.05, 20, 100), 3))
        {
            KeepsDegrees = true,
            WithReplacement = true,
        };
        GraduatedRun run = settings.Run(objective, [0.0]);
        Assert.All(run.Stages, stage => Assert.Equal(run.Stages[0].Degree, stage.Degree, 0.02 * run.Stages[0].Degree));
        Assert.True(run.Stages[2].Batch > 1.5 * run.Stages[0].Batch);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        StochasticObjective objective = new CosineSum(Shifts).Objective;
        ArgumentException large = Assert.Throws<ArgumentException>(
            () => new ImplicitGraduation(Schedule.GrowingBatch(new(0.1, 32, 10), 5)).Run(objective, [1.0]));
        Assert.Contains("stage 3 is 128, but the objective has 64 terms", large.Message);
        var valid = new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 1)));
        Assert.Contains("1 parameters", Assert.Throws<ArgumentException>(() => valid.Run(objective, [1.0, 2.0])).Message);
        Assert.Contains("'x[1]'", Assert.Throws<ArgumentException>(() => valid.Run(objective, [double.NaN])).Message);
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => (valid with { Threads = -1 }).Run(objective, [1.0]));
        Schedule other = Schedule.OfDegrees([0.5], 10, 8, 10, terms: 65);
        Assert.Contains("65 terms", Assert.Throws<ArgumentException>(
            () => new ImplicitGraduation(other).Run(objective, [1.0])).Message);
        Assert.Contains("WithReplacement", Assert.Throws<ArgumentException>(
            () => (new ImplicitGraduation(other) with { WithReplacement = true }).RequireValid()).Message);
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => Descent.HeavyBall(1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => Descent.Adam(0.9, double.NaN));
    }

    [Fact]
    public void Runs_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 1)))
            .RunAll(new CosineSum(Shifts).Objective, [[1.0], [2.0]], source.Token));
    }

    private static double[] After(StochasticObjective objective, Descent descent) =>
        [.. new ImplicitGraduation(Schedule.Constant(new(0.1, 1, 3))) { Descent = descent }.Run(objective, [0.0, 0.0]).Point];

    private static long Allocated(int steps, bool replaces)
    {
        var run = new ImplicitGraduation(Schedule.Constant(new(1e-4, 8, steps))) { WithReplacement = replaces };
        StochasticObjective objective = new CosineSum(Shifts).Objective;
        run.Run(objective, [1.0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        run.Run(objective, [1.0]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
