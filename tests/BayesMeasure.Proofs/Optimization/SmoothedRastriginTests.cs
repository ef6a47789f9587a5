using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Explicit smoothing of the function of Rastrigin: its closed form, its convexity, and the benchmark of 50 dimensions.
/// </summary>
[Trait("suite", "proofs")]
public class SmoothedRastriginTests(ITestOutputHelper output)
{
    private const int Draws = 100_000;
    private const int Dimensions = 50;
    private const int Stages = 50;
    private const int Starts = 20;

    private static readonly ProofTable Slopes = new(
        "The slope of the smoothed Rastrigin function, in closed form and by 100,000 draws",
        "degree", "x", "closed form", "by draws", "error", "off by errors");

    private static readonly ProofTable Benchmark = new(
        "Rastrigin in 50 dimensions with the authors' settings, 20 starts",
        "method", "global basin", "f < 1e-4", "mean f", "gradients");

    private static readonly CosineSum Line = new([0.0]);
    private static readonly CosineSum Space = new([0.0], Dimensions);

    /// <summary>delta_1 = 1, delta_m = (M + 1 - m) / (M + 1), and 0.01 in the last stage.</summary>
    private static GradOpt Authors => new([.. Enumerable.Range(1, Stages).Select(m =>
        m == 1 ? 1 : m == Stages ? 0.01 : (Stages + 1.0 - m) / (Stages + 1.0))])
    {
        LearningRate = 0.01,
        Steps = 20,
        Draws = 100,
    };

    [Fact]
    [Trait("science", "graduated-optimisation.md: analytic test")]
    public void The_closed_form_is_that_of_draws()
    {
        double[] slope = new double[1];
        foreach (double degree in new[] { 0.1, 0.3, 0.51745, 1.0 })
        {
            foreach (double x in new[] { 0.1, 0.5, 1.3 })
            {
                Line.Smoothed([x], degree, slope);
                double rate = 1e-3;
                var one = new GradOpt([degree]) { LearningRate = rate, Steps = 1, Draws = Draws };
                GraduatedRun step = one.Run(Line.Objective, [x]);
                double drawn = (x - step.Point[0]) / (rate * degree);
                double error = Math.Sqrt(VarianceOfSlope(x, degree) / Draws);
                double pull = (drawn - slope[0]) / error;
                double[] row = [degree, x, slope[0], drawn, error, pull];
                Slopes.Add(output, [.. row.Select(value => ProofTable.Number(value, 4))]);
                Assert.InRange(pull, -4, 4);
            }
        }
    }

    /// <summary>The least curvature is half a period from the minimum, and it is 0 at sqrt(ln(20 pi^2) / (2 pi^2)).</summary>
    [Fact]
    [Trait("science", "graduated-optimisation.md: analytic test, 0.51745")]
    public void It_is_convex_from_a_known_degree_on()
    {
        (double low, double high) = (0.4, 0.6);
        while (high - low > 1e-6)
        {
            double degree = (low + high) / 2;
            var check = new SigmaNiceCheck([degree]) { Draws = null, Radius = 0.5 / degree, Probes = 1 };
            bool isConvex = check.Run(Line.Objective, [0.0])[0].Curvature.Value > 0;
            (low, high) = isConvex ? (low, degree) : (degree, high);
        }

        output.WriteLine(FormattableString.Invariant($"convex from {high:F6} on; by formula {Line.ConvexFrom:F6}"));
        Assert.Equal(0.51745, high, 1e-4);
    }

    [Fact]
    [Trait("science", "graduated-optimisation.md: explicit benchmark")]
    public void Smoothing_finds_the_global_basin_in_fifty_dimensions()
    {
        Assert.Equal(Starts, Benchmarked("explicit, exact", Authors with { Draws = null }));
        Assert.True(Benchmarked("explicit, 100 draws", Authors) >= 15);
        Assert.Equal(0, Descended("gradient descent, the same rates", Authors.Degrees.Select(degree => 0.01 * degree)));
        Assert.Equal(0, Descended("gradient descent, rate 0.001", Authors.Degrees.Select(_ => 0.001)));
    }

    private static double[][] From
    {
        get
        {
            var random = new RandomStream(seed: 3, chain: 0, replica: 0);
            return [.. Enumerable.Range(0, Starts).Select(_ =>
                Enumerable.Range(0, Dimensions).Select(_ => 10.24 * random.NextUniform() - 5.12).ToArray())];
        }
    }

    private int Benchmarked(string method, GradOpt settings) => Report(method, settings.RunAll(Space.Objective, From));

    private int Descended(string method, IEnumerable<double> rates)
    {
        var schedule = new Schedule([.. rates.Select(rate => new ScheduleStage(rate, 1, 20))]);
        return Report(method, new ImplicitGraduation(schedule).RunAll(Space.Objective, From));
    }

    /// <summary>The function of the benchmark has 10 a dimension more than the sum of cosines.</summary>
    private int Report(string method, IReadOnlyList<GraduatedRun> runs)
    {
        int home = runs.Count(run => run.Point.All(x => Math.Abs(x) < 0.5));
        Benchmark.Add(
            output,
            method,
            $"{home}/{Starts}",
            $"{runs.Count(run => run.Value + 10 * Dimensions < 1e-4)}/{Starts}",
            ProofTable.Number(runs.Average(run => run.Value) + 10 * Dimensions, 3),
            $"{runs[0].Evaluations}");
        return home;
    }

    /// <summary>The variance over normal u of the slope at x - degree u, by the trapezoidal rule.</summary>
    private static double VarianceOfSlope(double x, double degree)
    {
        double[] slope = new double[1];
        (double sum, double squares, double weights) = (0, 0, 0);
        for (int i = -800; i <= 800; i++)
        {
            double weight = Math.Exp(-0.5e-4 * i * i);
            Line.Smoothed([x - degree * 0.01 * i], 0, slope);
            sum += weight * slope[0];
            squares += weight * slope[0] * slope[0];
            weights += weight;
        }

        return squares / weights - Math.Pow(sum / weights, 2);
    }
}
