namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// Explicit graduated optimisation: gradient descent on the function smoothed by a Gaussian, f_s(x) = E f(x - s u) with u
/// standard normal in every coordinate, for s falling from stage to stage (E. Hazan, K. Y. Levy and S. Shalev-Shwartz 2016, "On
/// graduated optimization for stochastic non-convex problems"; the benchmark's settings are those of arXiv 2311.08745v7).
/// </summary>
/// <remarks>
/// The gradient of f_s is the mean of gradients at normal draws about the point, or exact where the objective has the smoothing
/// in closed form. Unlike the noise of minibatches this smoothing is as large as is wanted, and the same everywhere.
/// </remarks>
/// <param name="Degrees">The standard deviations s_m in every coordinate: above 0, none above the one before.</param>
public sealed record GradOpt(IReadOnlyList<double> Degrees)
{
    /// <summary>l: the learning rate of a stage is l times its degree. 0.01 by default; above 0, finite.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>The steps of gradient descent a stage. 20 by default; at least 1.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>
    /// The draws that a gradient is the mean of, at least 1; 100 by default. Null takes the closed form, of which cosines and
    /// other functions bring their own (<see cref="StochasticObjective.Smoothing"/>), and a posterior of Gaussian peaks in
    /// Gaussian noise that of its likelihood in the centers of the peaks.
    /// </summary>
    public int? Draws { get; init; } = 100;

    /// <summary>
    /// The parameters that are smoothed, by full names such as "center[2]", or by names without the number of the component, such
    /// as "center". Empty, the default, for all.
    /// </summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The seed of all random numbers. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The number of threads of <see cref="RunAll"/>; 0, the default, takes one a processor. It changes no result.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range, or a degree grows; the message says which.</exception>
    public void RequireValid()
    {
        RequireFall(Degrees);
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), LearningRate, "The learning rate a degree must be above 0 and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws ?? 1, 1, nameof(Draws));
        ArgumentNullException.ThrowIfNull(Parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }

    /// <summary>Descends from one point.</summary>
    /// <param name="objective">What is to be made small; its mean over all terms is smoothed.</param>
    /// <param name="start">Where to begin: one finite number a parameter.</param>
    /// <exception cref="ArgumentException">A setting or the start is wrong.</exception>
    /// <exception cref="NotSupportedException">There is no closed form, and no number of draws.</exception>
    /// <exception cref="NotFiniteNumberException">A term is no finite number at the start.</exception>
    public GraduatedRun Run(StochasticObjective objective, ReadOnlySpan<double> start)
    {
        ArgumentNullException.ThrowIfNull(objective);
        RequireValid();
        return Descend(objective, start, run: 0);
    }

    /// <summary>Descends from many points, each with random numbers of its own, in parallel.</summary>
    /// <param name="objective">What is to be made small; its mean over all terms is smoothed.</param>
    /// <param name="starts">Where to begin, at most 2^20 points.</param>
    /// <param name="cancellation">Ends the runs that have not begun.</param>
    /// <returns>One run a start, the same for any number of threads; the first is that of <see cref="Run"/>.</returns>
    /// <exception cref="ArgumentException">A setting or a start is wrong.</exception>
    /// <exception cref="NotSupportedException">There is no closed form, and no number of draws.</exception>
    /// <exception cref="NotFiniteNumberException">A term is no finite number at a start.</exception>
    public IReadOnlyList<GraduatedRun> RunAll(
        StochasticObjective objective, IReadOnlyList<double[]> starts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        RequireValid();
        return ManyStarts.Run(starts, Threads, (start, run) => Descend(objective, start, run), cancellation);
    }

    internal static void RequireFall(IReadOnlyList<double> degrees)
    {
        ArgumentNullException.ThrowIfNull(degrees);
        if (degrees.Count == 0)
        {
            throw new ArgumentException("A path of degrees needs at least one.", nameof(degrees));
        }

        for (int m = 0; m < degrees.Count; m++)
        {
            if (!(degrees[m] > 0 && double.IsFinite(degrees[m]) && degrees[m] <= degrees[Math.Max(0, m - 1)]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The degree of stage {m + 1} is {degrees[m]:G6}: ")
                    + "degrees are above 0 and finite, and none is above the one before.",
                    nameof(degrees));
            }
        }
    }

    private GraduatedRun Descend(StochasticObjective objective, ReadOnlySpan<double> start, int run)
    {
        var walk = new StagedDescent(objective, start);
        var smoothing = new GaussianSmoothing(objective, Draws, Parameters, Seed, run);
        DescentState rule = Descent.StochasticGradient.CreateState(start.Length);
        for (int m = 0; m < Degrees.Count && walk.Divergence is null; m++)
        {
            double degree = Degrees[m];
            smoothing.BeginStage(m);
            var stage = new GraduatedStage(LearningRate * degree, Draws ?? 0, Steps, degree, [], null);
            walk.Walk(stage, rule, (state, step, x, gradient) =>
            {
                smoothing.Evaluate(state, degree, step, x, gradient);
                return Draws ?? 1;
            });
        }

        return walk.Finish([]);
    }
}
