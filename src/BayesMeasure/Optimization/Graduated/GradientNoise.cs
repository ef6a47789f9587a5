namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// The noise of stochastic gradients at one or several points, measured: the variance C^2 of the gradient of one term, summed
/// over its components; the length K of the mean gradient; and the curvature L. Degrees of smoothing follow from these.
/// </summary>
public sealed record GradientNoise
{
    /// <summary>From how many terms on a part of them is taken.</summary>
    private const int MostTerms = 4096;

    /// <summary>The number N of terms; null for an expectation over draws.</summary>
    public int? Terms { get; private init; }

    /// <summary>The number of points.</summary>
    public int Points { get; private init; } = 1;

    /// <summary>C^2: the trace of the covariance of term gradients, the mean over the points.</summary>
    public required double Variance { get; init; }

    /// <summary>
    /// The standard error of <see cref="Variance"/>: 0 where all terms were taken, as for up to 4,096 terms.
    /// </summary>
    public required double StandardError { get; init; }

    /// <summary>C, the root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The smallest and the largest C of a point: how far the noise is from constant.</summary>
    public required (double Least, double Greatest) Range { get; init; }

    /// <summary>K: the largest length of the mean gradient at a point.</summary>
    public required double GradientBound { get; init; }

    /// <summary>L: the largest magnitude of an eigenvalue of the Hessian at a point.</summary>
    public required double Curvature { get; init; }

    /// <summary>The noise at some points together.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="points">The points, at least one: where a run is to go, or went.</param>
    /// <exception cref="ArgumentException">There is no point, or one is wrong.</exception>
    public static GradientNoise Of(StochasticObjective objective, IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            throw new ArgumentException("At least one point is needed to measure gradient noise at.", nameof(points));
        }

        var state = new ObjectiveState(objective);
        GradientNoise[] all = [.. points.Select(point =>
        {
            objective.RequirePoint(point.Length, nameof(points));
            return At(objective, state, point);
        })];
        return new()
        {
            Terms = objective.Terms,
            Points = all.Length,
            Variance = all.Average(one => one.Variance),
            StandardError = Math.Sqrt(all.Sum(one => one.StandardError * one.StandardError)) / all.Length,
            Range = (all.Min(one => one.Range.Least), all.Max(one => one.Range.Greatest)),
            GradientBound = all.Max(one => one.GradientBound),
            Curvature = all.Max(one => one.Curvature),
        };
    }

    /// <summary>The noise where each stage of a run ended.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="run">A run on it.</param>
    public static IReadOnlyList<GradientNoise> Along(StochasticObjective objective, GraduatedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Stages.Select(stage => Of(objective, [[.. stage.Point]]))];
    }

    /// <summary>The path of degrees delta_m that a schedule has with this noise.</summary>
    /// <param name="schedule">The schedule.</param>
    public IReadOnlyList<double> Degrees(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return [.. schedule.Stages.Select(stage =>
            Degree.Of(stage.LearningRate, StandardDeviation, stage.Batch, schedule.Terms))];
    }

    /// <summary>The largest degree that a stable descent reaches: 2 C / (L sqrt(b)).</summary>
    /// <param name="batch">The number b of terms or draws a step: at least 1.</param>
    public double ReachableDegree(int batch = 1) => Degree.Reachable(StandardDeviation, Curvature, batch);

    /// <summary>The noise as one line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"C^2 = {Variance:G4} +- {StandardError:G2}, C = {StandardDeviation:G4} ({Range.Least:G4} to {Range.Greatest:G4}), ")
        + FormattableString.Invariant($"K = {GradientBound:G4}, L = {Curvature:G4}");

    /// <summary>The noise at one point.</summary>
    internal static GradientNoise At(StochasticObjective objective, ObjectiveState state, ReadOnlySpan<double> point)
    {
        double[] x = point.ToArray();
        double[] gradient = new double[x.Length];
        state.Evaluate(x, gradient);
        (double variance, double error) = new TermVariance(objective, state).At(x, Math.Min(state.WholeCount, MostTerms));
        double deviation = Math.Sqrt(variance);
        return new()
        {
            Terms = objective.Terms,
            Variance = variance,
            StandardError = error,
            Range = (deviation, deviation),
            GradientBound = Vectors.Norm(gradient),
            Curvature = PowerIteration.LargestCurvature(state, x),
        };
    }
}
