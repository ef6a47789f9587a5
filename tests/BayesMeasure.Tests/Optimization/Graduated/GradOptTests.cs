using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Optimization;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Explicit smoothing, by draws and in closed form.</summary>
public class GradOptTests
{
    private static readonly double[] Shifts = [.. Enumerable.Range(0, 64).Select(i => 0.2 * Math.Sin(7.0 * i))];

    [Fact]
    public void Smoothing_in_closed_form_is_that_of_draws()
    {
        var sum = new CosineSum(Shifts, 2);
        double[] x = [0.4, -0.9];
        double[] closed = new double[2];
        double[] drawn = new double[2];
        const int Draws = 40000;
        double exact = sum.Smoothed(x, 0.3, closed);
        var smoothing = new GaussianSmoothing(sum.Objective, Draws, [], seed: 3, run: 0);
        double value = smoothing.Evaluate(new(sum.Objective), 0.3, 0, x, drawn);

        // The values are within +- 10 of their means and the slopes within +- 63, so the errors are no larger than these.
        Assert.Equal(exact, value, 4 * 2 * 10 / Math.Sqrt(2 * Draws));
        Assert.Equal(closed[0], drawn[0], 4 * 63 / Math.Sqrt(2 * Draws));
        Assert.Equal(closed[1], drawn[1], 4 * 63 / Math.Sqrt(2 * Draws));
    }

    [Fact]
    public void Some_parameters_can_be_smoothed_alone()
    {
        var sum = new CosineSum(Shifts, 2);
        var smoothing = new GaussianSmoothing(sum.Terms, 4000, ["x[2]"], seed: 3, run: 0);
        double[] gradient = new double[2];
        double[] plain = new double[2];
        smoothing.Evaluate(new(sum.Objective), 0.5, 0, [0.4, -0.9], gradient);
        sum.Smoothed([0.4, -0.9], 0, plain);
        Assert.Equal(plain[0], gradient[0], 9);
        Assert.NotEqual(plain[1], gradient[1], 1.0);
        Assert.Contains("'y' to smooth", Assert.Throws<ArgumentException>(
            () => (new GradOpt([1.0]) { Parameters = ["y"] }).Run(sum.Objective, [1.0, 1.0])).Message);
    }

    /// <summary>
    /// A function whose smoothing has one minimum is brought home from anywhere; gradient descent on it alone is not.
    /// </summary>
    [Fact]
    public void Explicit_smoothing_finds_the_basin_that_descent_misses()
    {
        var sum = new CosineSum(Shifts, 2);
        var settings = new GradOpt(Degree.PolynomialPath(1, 20)) { LearningRate = 0.02, Steps = 60, Draws = null };
        GraduatedRun run = settings.Run(sum.Objective, [3.7, -4.2]);
        double[] home = new double[2];
        Assert.InRange(run.Value, -20, sum.Smoothed([0, 0], 0, home) + 0.5);
        Assert.Equal(20 * 60, run.Evaluations);
        Assert.All(run.Point, x => Assert.InRange(x, -0.2, 0.2));
        GraduatedRun drawn = (settings with { Draws = 200 }).Run(sum.Objective, [3.7, -4.2]);
        Assert.All(drawn.Point, x => Assert.InRange(x, -0.3, 0.3));
        GraduatedRun plain = new ImplicitGraduation(Schedule.Constant(new(0.002, 64, 500))).Run(sum.Objective, [3.7, -4.2]);
        Assert.Contains(plain.Point, x => Math.Abs(x) > 0.5);
    }

    [Fact]
    public void Runs_are_the_same_for_any_number_of_threads()
    {
        double[][] starts = [.. Enumerable.Range(0, 9).Select(i => new[] { i / 2.0 - 2 })];
        var settings = new GradOpt([1, 0.5]) { Draws = 7, Steps = 5 };
        double[][] runs = [.. new[] { 1, 2, 5 }.Select(threads => (settings with { Threads = threads })
            .RunAll(new CosineSum(Shifts).Objective, starts).Select(run => run.Point[0]).ToArray())];
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
    }

    /// <summary>Peaks whose centers are smoothed in closed form against an average over a grid of centers.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Smoothed_centers_have_a_closed_form(bool isByWidth)
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Peaks(isByWidth, GaussianNoise.Unknown));
        double[] x = [0.3, -0.4, 0.5, -0.2, 0.6, 0.1, -0.3];
        bool[] mask = objective.Mask(["center"]);
        double[] closed = new double[x.Length];
        double value = new ObjectiveState(objective).Smoothed(x, 0.7, mask, closed);
        double[] averaged = new double[x.Length];
        double expected = Average(objective, x, 0.7, mask, averaged);
        Assert.Equal(expected, value, 6);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(averaged[i], closed[i], 6));
    }

    [Fact]
    public void What_has_no_closed_form_says_so()
    {
        var closed = new GradOpt([1.0]) { Draws = null };
        Assert.Throws<NotSupportedException>(() => closed.Run(new CosineSum(Shifts).Terms, [1.0]));
        StochasticObjective peaks = StochasticObjective.OfPosterior(Peaks(true, GaussianNoise.Known(0.1)));
        string message = Assert.Throws<NotSupportedException>(() => closed.Run(peaks, new double[6])).Message;
        Assert.Contains("set Draws", message);
        Assert.Empty((closed with { Parameters = ["center"] }).Run(peaks, new double[6]).Warnings);
    }

    [Fact]
    public void What_is_no_path_is_refused()
    {
        StochasticObjective objective = new CosineSum(Shifts).Objective;
        Assert.Contains("stage 2", Message(new GradOpt([1, 1.1])));
        Assert.Contains("stage 1", Message(new GradOpt([0])));
        Assert.Contains("at least one", Message(new GradOpt([])));
        Assert.Contains("learning rate", Message(new GradOpt([1]) { LearningRate = 0 }));
        Assert.Contains("Draws", Message(new GradOpt([1]) { Draws = 0 }));
        Assert.Contains("Steps", Message(new GradOpt([1]) { Steps = 0 }));

        string Message(GradOpt settings) => Assert.ThrowsAny<ArgumentException>(() => settings.Run(objective, [1.0])).Message;
    }

    private static Posterior Peaks(bool isByWidth, GaussianNoise noise)
    {
        double[] x = [.. Enumerable.Range(0, 61).Select(i => i / 20.0)];
        double[] y = [.. x.Select(at => Math.Exp(-8 * (at - 1) * (at - 1)) + 0.6 * Math.Exp(-20 * (at - 2) * (at - 2)))];
        string second = isByWidth ? "width" : "precision";
        Prior prior = new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            [second] = isByWidth ? Prior.LogUniform(0.2, 1) : Prior.Gamma(5, 0.2),
            ["center"] = Prior.Normal(1.5, 0.4),
        }.Repeat(2);
        ForwardModel model = isByWidth ? ForwardModel.Of<GaussianPeak>() : ForwardModel.Of<GaussianPrecisionPeak>();
        return new(new(x, y), model.Repeat(2), noise,
            noise.ParameterNames.Count == 0 ? prior : prior + new Prior { ["noise"] = Prior.LogUniform(0.05, 0.5) });
    }

    /// <summary>
    /// The mean over two normal centers by the trapezoidal rule. The prior of a center is not smoothed in the closed form: its
    /// mean over the centers is what it is at the point less s^2 / 2, each over the number of points.
    /// </summary>
    private static double Average(StochasticObjective objective, double[] x, double deviation, bool[] mask, double[] gradient)
    {
        const int Half = 40;
        const double Step = 0.2;
        int[] centers = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i])];
        double[] slope = new double[x.Length];
        (double sum, double weights) = (0, 0);
        for (int i = -Half; i <= Half; i++)
        {
            for (int j = -Half; j <= Half; j++)
            {
                double[] moved = [.. x];
                moved[centers[0]] += deviation * Step * i;
                moved[centers[1]] += deviation * Step * j;
                double weight = Math.Exp(-0.5 * Step * Step * (i * i + j * j));
                sum += weight * objective.Evaluate(moved, slope);
                weights += weight;
                for (int k = 0; k < slope.Length; k++)
                {
                    gradient[k] += weight * slope[k];
                }
            }
        }

        for (int k = 0; k < slope.Length; k++)
        {
            gradient[k] /= weights;
        }

        return sum / weights - 2 * deviation * deviation / 2 / objective.Terms!.Value;
    }
}
