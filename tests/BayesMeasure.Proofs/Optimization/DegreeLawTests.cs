using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// The law of the degree, eta C / sqrt(b), on the finite sum of cosines: the spread of a step, the mean of the function after a
/// step, and the spread of momentum against its bounds.
/// </summary>
[Trait("suite", "proofs")]
public class DegreeLawTests(ITestOutputHelper output)
{
    private const int Terms = 4096;
    private const int Repeats = 4000;

    private static readonly ProofTable Spreads = new(
        "The variance of a step at a fixed point against eta^2 C^2 / b",
        "drawing", "eta", "b", "law", "measured", "error", "off by errors");

    private static readonly ProofTable Means = new(
        "The mean of f after a step, against Gaussian smoothing to the degree of the step about y = x - eta grad f(x)",
        "b", "degree", "after a step", "error", "smoothed", "difference");

    private static readonly ProofTable Momenta = new(
        "The spread of momentum along a run against the bounds of the papers",
        "rule", "beta", "b", "spread", "bound", "bound / spread");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("science", "graduated-optimisation.md: delta = eta C / sqrt(b)")]
    public void A_step_spreads_by_the_law(bool replaces)
    {
        var problem = CosineSum.OfNormalShifts(Terms, 0.35, seed: 1);
        double noise = GradientNoise.Of(problem.Objective, [[1.3]]).StandardDeviation;
        ulong seed = 0;
        foreach (double rate in new[] { 0.001, 0.01, 0.03 })
        {
            foreach (int batch in new[] { 1, 8, 256, 3072 })
            {
                var step = new ImplicitGraduation(Schedule.Constant(new(rate, batch, 1)))
                {
                    WithReplacement = replaces,
                    Seed = ++seed,
                };
                double[] squares = Squares(problem, step);
                double mean = squares.Average();
                double error = Math.Sqrt(squares.Average(square => Math.Pow(square - mean, 2)) / Repeats);
                double law = Math.Pow(Degree.Of(rate, noise, batch, replaces ? null : Terms), 2);
                double pull = (mean - law) / error;
                Spreads.Add(
                    output, replaces ? "with replacement" : "without", $"{rate}", $"{batch}",
                    Short(law), Short(mean), Short(error), ProofTable.Number(pull, 2));
                Assert.InRange(pull, -3, 3);
            }
        }
    }

    [Fact]
    [Trait("science", "graduated-optimisation.md: one step, s = .2, x = 1.3, eta = .01")]
    public void One_step_sees_the_smoothed_function_where_the_noise_is_Gaussian()
    {
        const double Rate = 0.01;
        const int Many = 100_000;
        var problem = CosineSum.OfNormalShifts(Terms, 0.2, seed: 1);
        double[] gradient = new double[1];
        problem.Smoothed([1.3], 0, gradient);
        double y = 1.3 - Rate * gradient[0];
        double noise = GradientNoise.Of(problem.Objective, [[1.3]]).StandardDeviation;
        foreach (int batch in new[] { 1, 4, 16 })
        {
            var step = new ImplicitGraduation(Schedule.Constant(new(Rate, batch, 1))) { WithReplacement = true };
            double[][] starts = [.. Enumerable.Repeat<double[]>([1.3], Many)];
            double[] values = [.. step.RunAll(problem.Objective, starts).Select(run => run.Value)];
            double mean = values.Average();
            double error = Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)) / Many);
            double degree = Degree.Of(Rate, noise, batch);
            double smoothed = problem.Smoothed([y], degree, gradient);
            Means.Add(output, [$"{batch}", .. new[] { degree, mean, error, smoothed, mean - smoothed }
                .Select(value => ProofTable.Number(value, 4))]);
            if (batch == 16)
            {
                Assert.Equal(smoothed, mean, 0.01);
            }
        }
    }

    /// <summary>
    /// m - grad f(x), times eta, along a run; m is what the steps tell. The bounds take the largest C and the longest gradient on
    /// it.
    /// </summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [Trait("science", "graduated-optimisation.md: momentum")]
    public void Momentum_spreads_less_than_its_bounds(double momentum)
    {
        var problem = CosineSum.OfNormalShifts(Terms, 0.35, seed: 1);
        foreach (int batch in new[] { 1, 16 })
        {
            AssertBounded(problem, "heavy ball", Descent.HeavyBall(momentum), momentum, batch, Degree.HeavyBallBound);
            AssertBounded(
                problem, "normalised", Descent.NormalizedHeavyBall(momentum), momentum, batch, Degree.NormalizedHeavyBallBound);
        }
    }

    private void AssertBounded(
        CosineSum problem, string name, Descent rule, double momentum, int batch,
        Func<double, double, double, int, double, double> formula)
    {
        const double Rate = 0.002;
        var single = new Schedule([.. Enumerable.Repeat(new ScheduleStage(Rate, batch, 1), 4000)]);
        var descent = new ImplicitGraduation(single) { Descent = rule, WithReplacement = true };
        GraduatedRun run = descent.Run(problem.Objective, [3.3]);
        double[] path = [3.3, .. run.Stages.Select(stage => stage.Point[0])];
        double[] gradient = new double[1];
        (double squares, double longest, double noise) = (0, 0, 0);
        for (int t = 0; t + 1 < path.Length; t++)
        {
            problem.Smoothed([path[t]], 0, gradient);
            squares += Math.Pow((path[t] - path[t + 1]) / Rate - gradient[0], 2);
            longest = Math.Max(longest, Math.Abs(gradient[0]));
            noise = t % 100 == 0 ? Math.Max(noise, Math.Sqrt(problem.Variance(path[t]))) : noise;
        }

        double spread = Rate * Math.Sqrt(squares / (path.Length - 1));
        double bound = formula(Rate, noise, longest, batch, momentum);
        Momenta.Add(
            output, name, $"{momentum}", $"{batch}", Short(spread), Short(bound), ProofTable.Number(bound / spread, 1));
        Assert.True(spread <= bound, $"{name}, beta {momentum}, b {batch}: {spread} > {bound}");
    }

    /// <summary>The squared distances of many steps from the mean step, which is known.</summary>
    private static double[] Squares(CosineSum problem, ImplicitGraduation step)
    {
        double[] gradient = new double[1];
        problem.Smoothed([1.3], 0, gradient);
        double center = 1.3 - step.Schedule.Stages[0].LearningRate * gradient[0];
        return [.. step.RunAll(problem.Objective, [.. Enumerable.Repeat<double[]>([1.3], Repeats)])
            .Select(run => Math.Pow(run.Point[0] - center, 2))];
    }

    private static string Short(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
