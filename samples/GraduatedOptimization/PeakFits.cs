using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Reports;

namespace GraduatedOptimization;

/// <summary>
/// The fit of three peaks to the benchmark NSO-3, from draws of the prior: how often each method gets to within 10 of the best
/// chi-squared, and how often it computes the whole curve.
/// </summary>
internal sealed class PeakFits
{
    private const int Stages = 5;
    private const int Points = 301;
    private const int Batch = 16;
    private const int Epochs = 10;
    private const int SearchSeeds = 20;
    private const double Success = 10;

    /// <summary>Where gradient descent stands that makes as many steps as the longest schedules, and smooths nothing.</summary>
    private const int Control = 2;

    private static readonly (string Name, Func<ScheduleStage, Schedule> Create)[] Schedules =
    [
        ("descent, as many gradients", first => InEpochs(Schedule.Constant(first with { Batch = Points }, Stages))),
        ("descent, as many steps", first => Schedule.Constant(new(first.LearningRate, Points, Epochs * Points / Batch), Stages)),
        ("constant", first => InEpochs(Schedule.Constant(first, Stages))),
        ("rate decay", first => InEpochs(Schedule.DecayingRate(first, Stages))),
        ("batch growth", first => InEpochs(Schedule.GrowingBatch(first, Stages))),
        ("hybrid", first => InEpochs(Schedule.Hybrid(first, Stages))),
    ];

    private readonly Posterior posterior;
    private readonly StochasticObjective objective;
    private readonly ulong seed;
    private readonly double[][] starts;
    private readonly double rate;

    /// <summary>Draws the starts.</summary>
    public PeakFits(int count, ulong seed, int? lanes)
    {
        this.seed = seed;
        posterior = new(
            Nso3.CreateData(),
            ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Nso3.Truth.Count),
            GaussianNoise.Known(Nso3.Sigma),
            Nso3.Peak.Repeat(Nso3.Truth.Count));
        posterior = (Posterior)posterior.WithLanes(lanes ?? posterior.Lanes);
        objective = StochasticObjective.OfPosterior(posterior);
        var random = new RandomStream(seed, chain: 2, replica: 0);
        starts = [.. Enumerable.Range(0, count).Select(_ => Drawn(random))];
        GradientNoise noise = GradientNoise.Of(objective, [.. Coordinates.Take(SearchSeeds)]);
        rate = 1 / noise.Curvature;
    }

    private double[][] Coordinates => [.. starts.Select(start => objective.PointOf(start))];

    /// <summary>From half a standard deviation of the prior of a center, twice the width of a peak, to a tenth of it.</summary>
    private GradOpt Smoothing => new(Degree.PolynomialPath(0.5, 10))
    {
        Draws = null,
        Parameters = ["center"],
        LearningRate = 2 * rate,
        Steps = 10,
    };

    /// <summary>Writes the table.</summary>
    public void Run(TextWriter output, CancellationToken cancellation)
    {
        output.WriteLine(
            $"4. Three peaks in NSO-3, from {starts.Length} draws of the prior: within {Success} of the best chi-squared.");
        (string Name, Outcome[] Outcomes)[] methods =
            [.. FromDraws(cancellation), ("peaks inserted one by one", Searched(cancellation))];
        double best = methods.Min(method => method.Outcomes.Min(outcome => outcome.Misfit));
        bool[][] reached =
            [.. methods.Select(method => method.Outcomes.Select(outcome => outcome.Misfit < best + Success).ToArray())];
        TextTable.Write(output, ["method", "success", "above descent", "curves a start"], methods.Select((method, i) => (string[])
        [
            method.Name,
            $"{new SimulatedProbability(reached[i].Count(one => one), reached[i].Length)}",
            i > Control && i < methods.Length - 1 ? $"{Difference(reached[i], reached[Control])}" : "",
            method.Outcomes.Average(outcome => outcome.Curves).ToString("F0", CultureInfo.InvariantCulture),
        ]));
    }

    /// <summary>The methods that begin at the same draws of the prior.</summary>
    private IEnumerable<(string Name, Outcome[] Outcomes)> FromDraws(CancellationToken cancellation)
    {
        yield return ("least squares", Fitted([.. starts.Select(start => (start, 0.0))]));
        foreach ((string name, Func<ScheduleStage, Schedule> create) in Schedules)
        {
            var descent = new ImplicitGraduation(create(new(rate, Batch, 1))) { Seed = seed };
            yield return ($"{name}, least squares", Fitted(descent.RunAll(objective, Coordinates, cancellation)));
        }

        yield return ("smoothed in the centers, least squares", Fitted(Smoothing.RunAll(objective, Coordinates, cancellation)));
    }

    private double[] Drawn(RandomStream random) => [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];

    /// <summary>By how much one share is above another of the same starts.</summary>
    private static ValueWithError Difference(bool[] reached, bool[] control)
    {
        double[] differences = [.. reached.Zip(control, (own, other) => (own ? 1.0 : 0) - (other ? 1 : 0))];
        double mean = differences.Average();
        double squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        return new(mean, Math.Sqrt(squares / (differences.Length * (differences.Length - 1.0))));
    }

    private static Schedule InEpochs(Schedule schedule) => schedule.WithEvaluations(Epochs * Points);

    /// <summary>Fits from where descents ended; a gradient of a tenth of the points counts as a tenth of a curve.</summary>
    private Outcome[] Fitted(IReadOnlyList<GraduatedRun> runs) =>
        Fitted([.. runs.Select(run => (objective.ValuesAt([.. run.Point]), (double)run.Evaluations / Points))]);

    private Outcome[] Fitted((double[] Values, double Curves)[] points) =>
        [.. points.AsParallel().AsOrdered().Select(point => Fit(point.Values, point.Curves))];

    private Outcome Fit(double[] values, double curves)
    {
        var start = posterior.Parameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        LeastSquaresFit fit = new LeastSquares().Fit(posterior, start);
        return new(fit.ChiSquared, curves + fit.Iterations + fit.Evaluations);
    }

    /// <summary>Searches that differ in the seed of their restarts alone.</summary>
    private Outcome[] Searched(CancellationToken cancellation) =>
    [
        .. Enumerable.Range(1, SearchSeeds).AsParallel().AsOrdered().WithCancellation(cancellation).Select(number =>
        {
            Mode mode = ModeSearch.Run(posterior, new() { Seed = seed + (ulong)number, Threads = 1 }, cancellation);
            return new Outcome(Misfit(mode.LogLikelihood), mode.Evaluations);
        }),
    ];

    /// <summary>Chi-squared of a log likelihood, whose constant is that of the known noise.</summary>
    private static double Misfit(double logLikelihood) =>
        -2 * logLikelihood - Points * Math.Log(2 * Math.PI * Nso3.Sigma * Nso3.Sigma);

    /// <summary>Chi-squared, and how often the curve was computed at all points.</summary>
    private readonly record struct Outcome(double Misfit, double Curves);
}
