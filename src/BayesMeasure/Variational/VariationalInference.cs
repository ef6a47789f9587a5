using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>
/// A first look at a posterior in milliseconds: the nearest Gaussian q, found by stochastic gradients of the evidence lower
/// bound, from the modes of the posterior and their curvature. Indicators of components are relaxed. Change settings with
/// <c>with</c>.
/// </summary>
/// <remarks>
/// <para>
/// The result holds draws of q, and two numbers on log Z. The bound lies below log Z by a distance that is not known, and is
/// never quoted. Importance sampling from q is, where its weights allow it: where their tail index is below 0.7 and they do not
/// rest on few draws. Otherwise log Z is undecided, and replica exchange is to be asked.
/// </para>
/// <para>
/// A target is answered that has derivatives (<see cref="ITarget.CreateGradient"/>): a <see cref="Posterior"/>, a joint one, a
/// likelihood of your own that is given with its gradient.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Result look = new VariationalInference().Run(posterior);
/// Console.WriteLine(look);
/// var report = (VariationalReport)look.Report;
/// </code>
/// </example>
public sealed record VariationalInference : IInference
{
    /// <summary>
    /// The seed of all random numbers. The same seed gives the same bits on any number of threads. 1 by default.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The Gaussians to look among. <see cref="GuideFamily.FullRank"/> by default.</summary>
    public GuideFamily Family { get; init; } = GuideFamily.FullRank;

    /// <summary>
    /// The stages of a fit: the learning rate of Adam, as a share of the standard deviations of q; the draws of a step, which are
    /// its batch; and the most steps. By default four stages of 200 steps at the rate 0.05, with 2, 4, 8 and 16 draws.
    /// </summary>
    public Schedule Schedule { get; init; } = Schedule.GrowingBatch(new(0.05, 2, 200), 4);

    /// <summary>
    /// Whether the draws of a stage follow the noise of the gradient, as measured with 32 draws where the stage begins, so that
    /// its ratio to the steps is that of the schedule; true by default.
    /// </summary>
    public bool FollowsNoise { get; init; } = true;

    /// <summary>
    /// Whether a stage ends where the bound rises no more; true by default. Where there are indicators it waits until they are as
    /// sharp as they become.
    /// </summary>
    public bool EndsEarly { get; init; } = true;

    /// <summary>
    /// The most starts, each with a guide of its own: the modes that may hold a thousandth of the posterior or more, the best
    /// first; where there are indicators, the middle of the priors, then draws of them. q is the mixture of all. 16 by default.
    /// </summary>
    public int Starts { get; init; } = 16;

    /// <summary>How modes are searched for; seed and threads are those of the inference.</summary>
    public ModeSearchOptions Search { get; init; } = new();

    /// <summary>The temperature of relaxed indicators at the first step: above 0; 1 by default.</summary>
    public double FirstTemperature { get; init; } = 1;

    /// <summary>
    /// The temperature after four fifths of the steps: above 0, at most the first; 0.1 by default. In between it falls by the
    /// same factor at each step.
    /// </summary>
    public double LastTemperature { get; init; } = 0.1;

    /// <summary>
    /// Indicators that are selected less than this after half of the steps are shut for the other half: from 0 to 1; 0.003 by
    /// default, 0 shuts none.
    /// </summary>
    public double LeastSelection { get; init; } = 0.003;

    /// <summary>The number of chains that the draws of the result are dealt out to: at least 1; 4 by default.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>The independent draws of each chain: at least 2; 500 by default.</summary>
    public int Draws { get; init; } = 500;

    /// <summary>The number of threads; 0, the default, takes one a processor. It changes no result.</summary>
    public int Threads { get; init; }

    /// <summary>Who fits the guides of <see cref="Select"/>; null, the default, for the host.</summary>
    public ISelectionEngine? Engine { get; init; }

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>Says why it cannot answer a target.</summary>
    /// <param name="target">What is asked.</param>
    /// <returns>
    /// That the target has no derivatives, or an indicator that cannot be relaxed, by its name; null when it can be answered.
    /// </returns>
    public string? RefusalOf(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return GuideUnknowns.RefusalOf(target);
    }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public void RequireValid()
    {
        ArgumentNullException.ThrowIfNull(Schedule);
        ArgumentNullException.ThrowIfNull(Search);
        Search.RequireValid();
        Setting.AtLeast(Starts, 1, nameof(Starts));
        Setting.AtLeast(Chains, 1, nameof(Chains));
        Setting.AtLeast(Draws, 2, nameof(Draws));
        Setting.AtLeast(Threads, 0, nameof(Threads));
        RequireTemperature(FirstTemperature, nameof(FirstTemperature));
        RequireTemperature(LastTemperature, nameof(LastTemperature));
        RequireRange(
            LastTemperature <= FirstTemperature, LastTemperature, nameof(LastTemperature), "at most the first temperature");
        RequireRange(LeastSelection is >= 0 and <= 1, LeastSelection, nameof(LeastSelection), "from 0 to 1");
        if (Schedule.Terms is not null || Schedule.Stages.Sum(stage => (long)stage.Steps) > LowerBound.MostSteps
            || Schedule.Stages.Any(stage => stage.Batch > LowerBound.Most))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"A schedule of variational inference has at most {LowerBound.MostSteps:N0} steps of at most ")
                + string.Create(
                    CultureInfo.InvariantCulture, $"{LowerBound.Most:N0} draws, which come from no finite number of terms."));
        }
    }

    /// <summary>Answers about the mode of a target that was searched before, and the others that were met with it.</summary>
    /// <param name="mode">The mode, as <see cref="ModeSearch"/> gives it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    /// <exception cref="NotSupportedException">The target of the mode is refused.</exception>
    /// <exception cref="InferenceException">The bound diverged from all starts, or the model failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Result Run(Mode mode, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mode);
        RequireValid();
        return RefusalOf(mode.Target) is { } refusal
            ? throw new NotSupportedException(refusal)
            : new VariationalRun(mode.Target, this, cancellation).Answer(mode);
    }

    /// <summary>Answers from values that are known already, such as those of another search: one guide begins there.</summary>
    /// <param name="target">What is asked.</param>
    /// <param name="start">
    /// One value a parameter, inside the bounds of its prior; of an indicator, how often q has it open at first: above 0 and
    /// below 1.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">A setting is impossible, or a value of the start is.</exception>
    /// <exception cref="NotSupportedException">The target is refused.</exception>
    /// <exception cref="InferenceException">The bound diverged, or the model failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Result RunFrom(ITarget target, IReadOnlyList<double> start, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(start);
        RequireValid();
        if (RefusalOf(target) is { } refusal)
        {
            throw new NotSupportedException(refusal);
        }

        StartValues.RequireInside(target.Parameters, start);
        return new VariationalRun(target, this, cancellation).Answer(start);
    }

    /// <summary>
    /// Selects columns of many problems at once: a guide of independent coordinates is fitted to each from its start, on the
    /// host or by the <see cref="Engine"/>. All have the same seed, so that a problem is answered as it would be alone.
    /// </summary>
    /// <param name="problems">What is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The guides, in the order of the problems; one says so where its bound diverged.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is impossible, a problem is, or the family is not <see cref="GuideFamily.MeanField"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<SelectionGuide> Select(
        IReadOnlyList<SelectionProblem> problems, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problems);
        RequireValid();
        if (Family != GuideFamily.MeanField)
        {
            throw new ArgumentException(
                $"Columns are selected by guides of independent coordinates: set {nameof(Family)} to {GuideFamily.MeanField}.");
        }

        foreach (SelectionProblem problem in problems)
        {
            problem.RequireValid();
        }

        return problems.Count == 0 ? [] : (Engine ?? new HostSelectionEngine()).Fit(problems, this, cancellation);
    }

    /// <summary>
    /// Looks at the target of a result, and sets the bound beside its estimates of log Z: in the certificate, left out of the
    /// verdict. A log Z more than three standard errors below the bound becomes doubtful, since no log Z can be.
    /// </summary>
    /// <param name="result">The result of another method, such as replica exchange.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The result with the bound; its draws and its log Z are what they were.</returns>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    /// <exception cref="NotSupportedException">The target of the result is refused.</exception>
    /// <exception cref="InferenceException">The bound diverged from all starts, or the model failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Result AddBound(Result result, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var look = (VariationalReport)this.Run(result.Target, progress: null, cancellation).Report;
        return BoundCheck.Beside(result, look.LowerBound);
    }

    /// <summary>Answers targets, one after the other. The report of a result is a <see cref="VariationalReport"/>.</summary>
    /// <param name="targets">What is asked; number i (from 0) with the seed Seed + i.</param>
    /// <param name="progress">Told when each is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// The runs in order. One fails where the bound diverges from all starts, where the model fails, and where no mode is found.
    /// </returns>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    /// <exception cref="NotSupportedException">A target is refused; the message is that of <see cref="RefusalOf"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        RequireValid();
        return targets.Select((target, i) =>
        {
            InferenceRun run = (this with { Seed = Seed + (ulong)i }).Answer(i, target, cancellation);
            progress?.Report(new(1, 1, "fitted") { Index = i, Count = targets.Count, Finished = i + 1 });
            return run;
        });
    }

    private InferenceRun Answer(int index, ITarget target, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (RefusalOf(target) is { } refusal)
        {
            throw new NotSupportedException(refusal);
        }

        try
        {
            return new(index, target, new VariationalRun(target, this, cancellation).Answer(), Failure: null);
        }
        catch (InferenceException failure)
        {
            return new(index, target, Result: null, failure);
        }
    }

    private static void RequireTemperature(double value, string name) =>
        RequireRange(value > 0 && double.IsFinite(value), value, name, "above 0 and finite");

    private static void RequireRange(bool isInside, double value, string name, string range)
    {
        if (!isInside)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
