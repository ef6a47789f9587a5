namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// Implicit graduated optimisation: a stochastic descent whose gradient noise smooths the function, less from stage to stage as
/// the learning rate falls and the batch grows (N. Sato and H. Iiduka, arXiv 2311.08745v7).
/// </summary>
/// <remarks>
/// A step from x goes to y - eta omega with y = x - eta grad f(x) and the noise omega of the batch, so that what it sees on
/// average is f smoothed about y to the degree eta C / sqrt(b). This holds for one step and for noise that hardly depends on the
/// point. How far it carries is limited by stability: <see cref="Forecast"/> says before a run whether a wanted degree can be
/// reached.
/// </remarks>
/// <param name="Schedule">The learning rates and batches of the stages.</param>
public sealed record ImplicitGraduation(Schedule Schedule)
{
    /// <summary>What a step does with a gradient; <see cref="Descent.StochasticGradient"/> by default.</summary>
    public Descent Descent { get; init; } = Descent.StochasticGradient;

    /// <summary>Whether a step may take a term twice; false by default, when a batch of all terms is gradient descent.</summary>
    public bool WithReplacement { get; init; }

    /// <summary>The seed of all random numbers. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Whether gradient noise and curvature are measured where each stage begins, which takes the gradients of all terms, or of
    /// 4,096 draws, and products with the Hessian; false by default.
    /// </summary>
    public bool MeasuresNoise { get; init; }

    /// <summary>
    /// Whether the batch of each stage follows the gradient noise, as measured where the stage begins, so that the degrees are
    /// those that the schedule has for the noise at the start; false by default.
    /// </summary>
    public bool KeepsDegrees { get; init; }

    /// <summary>
    /// The number of threads of <see cref="RunAll"/>; 0, the default, takes one a processor. It changes no result.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public void RequireValid()
    {
        ArgumentNullException.ThrowIfNull(Schedule);
        ArgumentNullException.ThrowIfNull(Descent);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (WithReplacement && Schedule.Terms is { } terms)
        {
            throw new ArgumentException(
                $"The degrees of the schedule are those of draws without replacement from {terms} terms, "
                + $"but {nameof(WithReplacement)} is set.");
        }
    }

    /// <summary>
    /// What is to be expected of a run where noise and curvature are as measured: that nothing is smoothed, that a stage is not
    /// stable, or that the wanted smoothing is out of reach. Empty where nothing speaks against it, and where the descent is
    /// another than stochastic gradient descent, of which no such limits are known.
    /// </summary>
    /// <param name="noise">What was measured where the run is to go.</param>
    /// <param name="neededDegree">
    /// The degree from which on the smoothed function has one minimum, where it is known; null, the default, where it is not.
    /// </param>
    public IReadOnlyList<string> Forecast(GradientNoise noise, double? neededDegree = null)
    {
        ArgumentNullException.ThrowIfNull(noise);
        RequireValid();
        return Descent is StochasticGradientDescent ? [.. new NoiseForecast(noise).Of(Schedule, neededDegree)] : [];
    }

    /// <summary>Descends from one point.</summary>
    /// <param name="objective">What is to be made small.</param>
    /// <param name="start">Where to begin: one finite number a parameter.</param>
    /// <exception cref="ArgumentException">A setting or the start is wrong, or a batch is above the number of terms.</exception>
    /// <exception cref="NotFiniteNumberException">A term is no finite number at the start.</exception>
    public GraduatedRun Run(StochasticObjective objective, ReadOnlySpan<double> start)
    {
        RequireFit(objective);
        return Descend(objective, start, run: 0);
    }

    /// <summary>Descends from many points, each with random numbers of its own, in parallel.</summary>
    /// <param name="objective">What is to be made small.</param>
    /// <param name="starts">Where to begin, at most 2^20 points.</param>
    /// <param name="cancellation">Ends the runs that have not begun.</param>
    /// <returns>One run a start, the same for any number of threads; the first is that of <see cref="Run"/>.</returns>
    /// <exception cref="ArgumentException">A setting or a start is wrong, or a batch is above the number of terms.</exception>
    /// <exception cref="NotFiniteNumberException">A term is no finite number at a start.</exception>
    public IReadOnlyList<GraduatedRun> RunAll(
        StochasticObjective objective, IReadOnlyList<double[]> starts, CancellationToken cancellation = default)
    {
        RequireFit(objective);
        return ManyStarts.Run(starts, Threads, (start, run) => Descend(objective, start, run), cancellation);
    }

    private void RequireFit(StochasticObjective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        RequireValid();
        if (objective.Terms is { } terms)
        {
            Schedule.RequireWithin(terms);
        }

        if (Schedule.Terms is { } planned && planned != objective.Terms)
        {
            throw new ArgumentException(
                $"The schedule is made for {planned} terms, but the objective has {objective.Terms?.ToString() ?? "draws"}.");
        }
    }

    private GraduatedRun Descend(StochasticObjective objective, ReadOnlySpan<double> start, int run)
    {
        var walk = new StagedDescent(objective, start);
        var batch = new Minibatch(objective.Terms, WithReplacement, Seed, run);
        DescentState rule = Descent.CreateState(start.Length);
        double planned = double.NaN;
        for (int m = 0; m < Schedule.Stages.Count && walk.Divergence is null; m++)
        {
            GradientNoise? noise = MeasuresNoise || KeepsDegrees ? GradientNoise.At(objective, walk.State, walk.Point) : null;
            planned = m == 0 && noise is not null ? noise.StandardDeviation : planned;
            ScheduleStage stage = StageOf(m, planned, noise, objective.Terms);
            batch.BeginStage(m, stage.Batch);
            walk.Walk(Recorded(stage, noise, objective.Terms), rule, (state, step, x, gradient) =>
            {
                batch.Draw(step, stage.Batch);
                state.Evaluate(batch, x, gradient);
                return batch.Count;
            });
        }

        return walk.Finish(objective.Terms == 1 ? [NoiseForecast.NoNoise] : []);
    }

    private ScheduleStage StageOf(int m, double planned, GradientNoise? noise, int? terms)
    {
        ScheduleStage stage = Schedule.Stages[m];
        bool follows = KeepsDegrees && planned > 0 && noise!.StandardDeviation > 0;
        return follows
            ? stage with { Batch = Math.Min(Schedule.BatchAt(m, planned, noise!.StandardDeviation), terms ?? int.MaxValue) }
            : stage;
    }

    private GraduatedStage Recorded(ScheduleStage stage, GradientNoise? noise, int? terms)
    {
        double degree = noise is null || Descent is not StochasticGradientDescent
            ? double.NaN
            : Degree.Of(stage.LearningRate, noise.StandardDeviation, stage.Batch, WithReplacement ? null : terms);
        return new(stage.LearningRate, stage.Batch, stage.Steps, degree, [], noise);
    }
}
