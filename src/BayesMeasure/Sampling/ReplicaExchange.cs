using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// Replica-exchange Monte Carlo (Hukushima, Nemoto 1996): replicas at inverse temperatures from 0, the prior, to 1, the
/// posterior, explore p_beta(theta) ~ L(theta)^beta p(theta) and exchange places. It gives draws from the posterior, whatever
/// its modes, and the free energy F = -ln Z.
/// </summary>
/// <remarks>
/// The result depends on the target and the options alone: it is identical, bit for bit, for any number of threads, and with
/// <see cref="ReplicaExchangeOptions.Lanes"/> given also on any processor.
/// </remarks>
public sealed class ReplicaExchange : IInference
{
    private readonly ReplicaExchangeOptions options;

    /// <summary>Creates the sampler.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public ReplicaExchange(ReplicaExchangeOptions? options = null)
    {
        this.options = options ?? new();
        this.options.RequireValid();
    }

    /// <inheritdoc/>
    public ulong Seed => options.Seed;

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => new ReplicaExchange(options with { Seed = seed });

    /// <summary>
    /// Says why it cannot sample a target: the threads of the host can sample any that there is memory for, another engine may
    /// not.
    /// </summary>
    /// <param name="target">What is asked.</param>
    public string? RefusalOf(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return options.Engine.RefusalOf(target, options);
    }

    /// <summary>
    /// Samples targets, one after the other, <see cref="ReplicaExchangeOptions.SideBySide"/>, or as the engine takes them
    /// together.
    /// </summary>
    /// <param name="targets">
    /// What is asked, such as a <see cref="Posterior"/>. Number i (from 0) has the seed Seed + i and, where there are several, a
    /// checkpoint of its own: <see cref="CheckpointOptions.ForRun"/> with number i + 1. A time budget is that of all together:
    /// each may take an equal share of what those before it have left. A parameter to wait for has to be one of some target's;
    /// those that do not have it do not wait for it.
    /// </param>
    /// <param name="progress">
    /// Told about two hundred times how far the run of each has come; of targets side by side, when each is done.
    /// </param>
    /// <param name="cancellation">Ends it early; what was recorded until then is returned, marked as partial.</param>
    /// <returns>
    /// For each: the draws, the free energy, how well the ladder worked, and why the run ended, or why it failed.
    /// </returns>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that no target has.</exception>
    /// <exception cref="NotSupportedException">The engine cannot sample a target, or has too little memory for it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all targets had draws.</exception>
    /// <exception cref="CheckpointException">A run cannot be resumed, or cannot write the first checkpoint.</exception>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        targets = options.Lanes is int lanes ? [.. targets.Select(target => target.WithLanes(lanes))] : targets;
        options.Until.RequireKnown([.. targets.SelectMany(target => target.Parameters)]);
        return targets.Select(RefusalOf).FirstOrDefault(refusal => refusal is not null) is { } refused
            ? throw new NotSupportedException(refused)
            : new TargetRuns(targets, options, Sample, new(targets, options, cancellation)).Run(progress, cancellation);
    }

    /// <summary>
    /// The algorithm, for runs that go together: rounds of sweeps, in which the engine explores, exchanges and records; in
    /// between, explorers and ladder adapt. A run goes on from wherever it is.
    /// </summary>
    /// <returns>Every run as soon as it is over.</returns>
    internal IEnumerable<RunState> Sample(IReadOnlyList<RunState> runs)
    {
        Start(runs);
        foreach (RunState over in Conclude(runs))
        {
            yield return over;
        }

        foreach ((int position, Round round) in Round.Schedule(options).Index())
        {
            ReplicaRun[] going = [.. runs.Where(run => !run.IsOver && run.Sweeps.Round == position).Select(run => run.Run)];
            Array.ForEach([.. going.Where(run => run.State.Sweeps.OfRound == 0)], run =>
                run.State.Do("before a round", () => Begin(run.State, round)));
            foreach (IReadOnlyList<ReplicaRun> done in options.Engine.Run(going, round))
            {
                Each([.. done.Where(run => !run.State.IsOver)], run =>
                    run.State.Do("between rounds", () => Adapt(run.State, round)));
                foreach (RunState over in Conclude(done.Select(run => run.State)))
                {
                    yield return over;
                }
            }
        }
    }

    /// <summary>A run starts with draws from the prior, the more likely ones at the higher inverse temperatures.</summary>
    private void Start(IReadOnlyList<RunState> runs)
    {
        ReplicaRun[] fresh = [.. runs.Where(run => !run.Resume()).Select(run => run.Run)];
        options.Engine.Start(fresh);
        Array.ForEach(fresh, run => run.State.Do("at the start", run.State.Start));
    }

    /// <summary>A round begins with new statistics, and with rungs beyond beta = 1 where it searches.</summary>
    private static void Begin(RunState run, Round round)
    {
        if (round.Searches)
        {
            run.Population.BeginSearch();
        }

        run.Population.BeginRound();
        if (!round.IsBurnIn)
        {
            run.Record.Begin(run.Population.Ladder);
        }
    }

    /// <summary>
    /// After a round of burn-in the chains share what their explorers have learnt, and the ladder is tuned; unless a reference
    /// knows log Z, so that burn-in is over.
    /// </summary>
    private static void Adapt(RunState run, Round round)
    {
        run.Population.PoolExplorers();
        run.Population.Reference?.EndRound(round, run.Cancellation);
        bool isNew = round.Searches && run.Population.EndSearch(run.Modes);
        bool isSettled = round.IsBurnIn && !isNew && IsSettled(run, round);
        if (round.TunesLadder && !isSettled && !run.Watch.HasCutBurnIn)
        {
            run.Population.TuneLadder(run.Modes.AreInserted);
        }

        run.Sweeps.EndRound();
        if (isSettled)
        {
            run.Sweeps.SkipTo(Round.Schedule(run.Options).Count() - 1);
        }
    }

    /// <summary>
    /// Whether burn-in is over: log Z is known, and modes that no replica from the prior finds were searched for, by a search
    /// that goes through all places or by the replicas themselves.
    /// </summary>
    private static bool IsSettled(RunState run, Round round) =>
        run.Population.Reference is { IsSettled: true }
        && (run.Modes.AreInserted
            || !Round.Schedule(run.Options).Any(later => later.Searches && later.SweepsBefore > round.SweepsBefore));

    private static List<RunState> Conclude(IEnumerable<RunState> runs)
    {
        List<RunState> over = [.. runs.Where(run => run.IsOver)];
        over.ForEach(run => run.Do("at the end", run.Finish));
        Each(over, run => run.Conclude());
        return over;
    }

    /// <summary>
    /// Does the same for each run, side by side. One alone stays on its thread: to wake others for it takes longer than most of
    /// what is done between rounds.
    /// </summary>
    private static void Each<T>(List<T> runs, Action<T> act)
    {
        if (runs.Count == 1)
        {
            act(runs[0]);
        }
        else
        {
            Parallel.ForEach(runs, act);
        }
    }
}
