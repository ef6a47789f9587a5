using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Where the noise of minibatches helps and where it cannot: a finite sum of 4,096 shifted cosines, from 200 starts each. A start
/// succeeds where gradient descent, after all stages, ends in the basin of the global minimum.
/// </summary>
[Trait("suite", "proofs")]
public class FiniteSumTests(ITestOutputHelper output)
{
    private const int Terms = 4096;
    private const int Starts = 200;
    private const int Stages = 10;
    private const int Steps = 300;

    private static readonly ProofTable Table = new(
        "A finite sum of cosines: the share of 200 starts that end in the global basin",
        "method", "spread s", "delta_0", "reachable", "needed", "share", "gradients a start");

    private static double[][] From
    {
        get
        {
            var random = new RandomStream(seed: 11, chain: 0, replica: 0);
            return [.. Enumerable.Range(0, Starts).Select(_ => new[] { 10 * random.NextUniform() - 5 })];
        }
    }

    [Fact]
    [Trait("science", "graduated-optimisation.md: finite sum, s = .35")]
    public void Noise_helps_where_its_degree_is_reachable()
    {
        var problem = CosineSum.OfNormalShifts(Terms, 0.35, seed: 1);
        GradientNoise noise = Measured(problem);
        Assert.True(noise.ReachableDegree() > problem.ConvexFrom);
        SuccessRate plain = Plain(problem, noise, 0.35);
        double[] degrees = [0.3, 0.6, 0.9, 1.2];
        Row[] rows = [.. degrees.SelectMany(degree => Rows(problem, noise, 0.35, degree))];
        Assert.All(degrees[1..], degree =>
            Assert.Empty(new ImplicitGraduation(Hybrid(noise, degree)).Forecast(noise, problem.ConvexFrom)));
        SuccessRate Best(string method) => rows.Where(row => row.Method == method).MaxBy(row => row.Rate.Value).Rate;
        Assert.True(Best("hybrid").Value >= 4 * plain.Value, $"hybrid {Best("hybrid")}, gradient descent {plain}");
        Assert.True(Best("decay").Value >= 4 * plain.Value, $"decay {Best("decay")}, gradient descent {plain}");
        Assert.True(Best("hybrid").ErrorsAbove(Best("constant")) > 3);
    }

    [Fact]
    [Trait("science", "graduated-optimisation.md: finite sum, s = .2")]
    public void A_degree_out_of_reach_is_told_beforehand_and_smoothed_explicitly()
    {
        var problem = CosineSum.OfNormalShifts(Terms, 0.2, seed: 1);
        GradientNoise noise = Measured(problem);
        Assert.True(noise.ReachableDegree() < problem.ConvexFrom);
        Assert.Contains(
            new ImplicitGraduation(Hybrid(noise, 0.4)).Forecast(noise, problem.ConvexFrom),
            line => line.Contains("no stable step"));
        Assert.Contains(
            new ImplicitGraduation(Hybrid(noise, 0.5)).Forecast(noise), line => line.Contains("out of reach"));
        Plain(problem, noise, 0.2);
        foreach (double degree in new[] { 0.22, 0.3, 0.4 })
        {
            Rows(problem, noise, 0.2, degree);
        }

        var explicitly = new GradOpt(Degree.PolynomialPath(1, 20)) { LearningRate = 0.005, Steps = Steps, Draws = null };
        SuccessRate exact = Count(problem, noise, [.. explicitly.RunAll(problem.Objective, From)]);
        Add("explicit, exact", 0.2, 1, problem, noise, exact, 20 * Steps);
        Assert.Equal(Starts, exact.Successes);
    }

    private static GradientNoise Measured(CosineSum problem) =>
        GradientNoise.Of(problem.Objective, [.. Enumerable.Range(0, 41).Select(i => new[] { i / 4.0 - 5 })]);

    private static Schedule Hybrid(GradientNoise noise, double degree) => Schedule.Hybrid(First(noise, degree), Stages);

    private static ScheduleStage First(GradientNoise noise, double degree) => new(degree / noise.StandardDeviation, 1, Steps);

    private Row[] Rows(CosineSum problem, GradientNoise noise, double spread, double degree)
    {
        ScheduleStage first = First(noise, degree);
        (string Method, Schedule Schedule)[] schedules =
        [
            ("constant", Schedule.Constant(first, Stages)),
            ("decay", Schedule.DecayingRate(first, Stages)),
            ("batch", Schedule.GrowingBatch(first, Stages)),
            ("hybrid", Schedule.Hybrid(first, Stages)),
        ];
        return [.. schedules.Select(entry =>
        {
            var runs = new ImplicitGraduation(entry.Schedule).RunAll(problem.Objective, From);
            SuccessRate rate = Count(problem, noise, [.. runs]);
            Add(entry.Method, spread, degree, problem, noise, rate, entry.Schedule.Evaluations);
            return new Row(entry.Method, rate);
        })];
    }

    private SuccessRate Plain(CosineSum problem, GradientNoise noise, double spread)
    {
        SuccessRate rate = Count(problem, noise, From.Select(start => (IReadOnlyList<double>)start));
        Add("gradient descent", spread, 0, problem, noise, rate, 0);
        return rate;
    }

    private static SuccessRate Count(CosineSum problem, GradientNoise noise, IEnumerable<GraduatedRun> runs) =>
        Count(problem, noise, runs.Select(run => run.Point));

    /// <summary>How many points lead gradient descent on the sum itself to its global minimum.</summary>
    private static SuccessRate Count(CosineSum problem, GradientNoise noise, IEnumerable<IReadOnlyList<double>> points)
    {
        var descent = new ImplicitGraduation(Schedule.Constant(new(1 / noise.Curvature, Terms, 2000)));
        double[][] starts = [.. points.Select(point => point.ToArray())];
        double lowest = descent.Run(problem.Objective, [0.0]).Value;
        return new(descent.RunAll(problem.Objective, starts).Count(run => run.Value < lowest + 1e-3), starts.Length);
    }

    private void Add(
        string method, double spread, double degree, CosineSum problem, GradientNoise noise, SuccessRate rate, long gradients) =>
        Table.Add(
            output,
            method,
            ProofTable.Number(spread, 2),
            ProofTable.Number(degree, 2),
            ProofTable.Number(noise.ReachableDegree(), 2),
            ProofTable.Number(problem.ConvexFrom, 3),
            rate.ToString(),
            $"{gradients}");

    private readonly record struct Row(string Method, SuccessRate Rate);
}
