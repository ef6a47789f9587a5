using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Plotting;

namespace GraduatedOptimization;

/// <summary>
/// How many starts end in the valley of the global minimum: by gradient descent, by schedules of minibatches from several
/// degrees, and by smoothing in closed form.
/// </summary>
internal sealed class ScheduleSuccess(CosineTerms terms, int starts, ulong seed)
{
    private const double Half = 5;
    private const double ValleyHalf = 0.5;
    private const int Stages = 12;
    private const int Steps = 300;

    private static readonly double[] FirstDegrees = [0.22, 0.35, 0.5, 0.8, 1.2];

    private static readonly (string Name, Func<ScheduleStage, Schedule> Create)[] Schedules =
    [
        ("constant", first => Schedule.Constant(first, Stages)),
        ("rate decay", first => Schedule.DecayingRate(first, Stages)),
        ("hybrid", first => Schedule.Hybrid(first, Stages)),
    ];

    private readonly StochasticObjective objective = terms.Objective;

    // Points from end to end that are no multiple of the waves apart.
    private readonly GradientNoise noise =
        GradientNoise.Of(terms.Objective, [.. Enumerable.Range(-12, 25).Select(i => new[] { 0.41 * i })]);

    private double[][] Starts
    {
        get
        {
            var random = new RandomStream(seed, chain: 1, replica: 0);
            return [.. Enumerable.Range(0, starts).Select(_ => new[] { Half * (2 * random.NextUniform() - 1) })];
        }
    }

    /// <summary>Writes the table, and before it what can be said without a run.</summary>
    public CurvePanel Run(TextWriter output, CancellationToken cancellation)
    {
        double needed = terms.NeededDegree;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"s = {terms.Spread}: C = {noise.StandardDeviation:F1} ({noise.Range.Least:F1} to {noise.Range.Greatest:F1}), "
            + $"L = {noise.Curvature:F0}; needed degree {needed:F3}, reachable {noise.ReachableDegree():F2}."));
        foreach (string warning in new ImplicitGraduation(ScheduleFrom(needed, Schedules[0].Create)).Forecast(noise, needed))
        {
            output.WriteLine($"Warning: {warning}");
        }

        SimulatedProbability plain = Share(Starts, cancellation);
        SimulatedProbability smoothed = Share(Ends(ExactSmoothing(needed).RunAll(objective, Starts, cancellation)), cancellation);
        SimulatedProbability[][] shares = [.. Schedules.Select(schedule => FirstDegrees.Select(degree => Share(
            Ends(Descent(degree, schedule.Create).RunAll(objective, Starts, cancellation)), cancellation)).ToArray())];
        output.WriteLine($"gradient descent {plain}, exact smoothing {smoothed}; schedules from a first degree:");
        IEnumerable<string[]> rows = FirstDegrees.Select((degree, i) =>
            (string[])[degree.ToString(CultureInfo.InvariantCulture), .. shares.Select(share => $"{share[i]}")]);
        TextTable.Write(output, ["first degree", .. Schedules.Select(schedule => schedule.Name)], rows);
        return Panel(plain, smoothed, shares);
    }

    private CurvePanel Panel(SimulatedProbability plain, SimulatedProbability smoothed, SimulatedProbability[][] shares)
    {
        var panel = new CurvePanel(
            string.Create(CultureInfo.InvariantCulture, $"Terms that differ by s = {terms.Spread}"),
            "first degree",
            "share of starts in the best valley");
        foreach ((int i, SimulatedProbability[] share) in shares.Index())
        {
            panel = panel.WithShares(Schedules[i].Name, FirstDegrees, share);
        }

        double[] ends = [FirstDegrees[0], FirstDegrees[^1]];
        panel = panel
            .WithLine("exact smoothing", ends, [smoothed.Value, smoothed.Value], isDashed: true)
            .WithLine("gradient descent", ends, [plain.Value, plain.Value], isDashed: true)
            .WithLine("needed degree", [terms.NeededDegree, terms.NeededDegree], [0, 1], isDashed: true);
        double reach = noise.ReachableDegree();
        return reach > ends[1] ? panel : panel.WithLine("reachable degree", [reach, reach], [0, 1], isDashed: true);
    }

    private ImplicitGraduation Descent(double degree, Func<ScheduleStage, Schedule> create) =>
        new(ScheduleFrom(degree, create)) { Seed = seed, WithReplacement = true };

    /// <summary>The schedule whose first stage has a degree with one term a step.</summary>
    private Schedule ScheduleFrom(double degree, Func<ScheduleStage, Schedule> create) =>
        create(new(degree / noise.StandardDeviation, 1, Steps));

    private static GradOpt ExactSmoothing(double needed)
    {
        // A quarter more than what is needed, so that the first smoothing is convex for good.
        IReadOnlyList<double> degrees = Degree.PolynomialPath(1.25 * needed, Stages);
        return new GradOpt(degrees) { Draws = null, LearningRate = 0.05, Steps = Steps };
    }

    /// <summary>The share of points from which gradient descent ends in the valley of the global minimum.</summary>
    private SimulatedProbability Share(IReadOnlyList<double[]> points, CancellationToken cancellation)
    {
        var last = new ImplicitGraduation(new([new(1 / noise.Curvature, objective.Terms!.Value, Steps)]));
        return new(last.RunAll(objective, points, cancellation).Count(run => Math.Abs(run.Point[0]) < ValleyHalf), starts);
    }

    private static double[][] Ends(IReadOnlyList<GraduatedRun> runs) => [.. runs.Select(run => run.Point.ToArray())];
}
