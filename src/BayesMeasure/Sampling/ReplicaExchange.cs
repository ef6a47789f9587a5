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
/// The result depends on the target and the options alone: it is identical, bit for bit, for any number of threads.
/// </remarks>
public sealed class ReplicaExchange : IInference
{
    private const int ProgressReports = 200;

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

    /// <summary>Says why it cannot sample a target: it can sample any.</summary>
    /// <param name="target">What is asked.</param>
    public string? RefusalOf(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return null;
    }

    /// <summary>Samples targets, one after the other or <see cref="ReplicaExchangeOptions.SideBySide"/>.</summary>
    /// <param name="targets">
    /// What is asked, such as a <see cref="Posterior"/>. Number i (from 0) has the seed Seed + i and, where there are several, a
    /// checkpoint of its own: <see cref="CheckpointOptions.ForRun"/> with number i + 1. A time budget is that of all together: each may
    /// take an equal share of what those before it have left. A parameter to wait for has to be one of some target's; those that
    /// do not have it do not wait for it.
    /// </param>
    /// <param name="progress">
    /// Told about two hundred times how far the run of each has come; of targets side by side, when each is done.
    /// </param>
    /// <param name="cancellation">Ends it early; what was recorded until then is returned, marked as partial.</param>
    /// <returns>For each: the draws, the free energy, how well the ladder worked, and why the run ended, or why it failed.</returns>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that no target has.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all targets had draws.</exception>
    /// <exception cref="CheckpointException">
    /// A run cannot be resumed from its checkpoint, or cannot write the first one.
    /// </exception>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) => new TargetRuns(targets, options).Run(progress, cancellation);

    /// <summary>Samples one of the targets.</summary>
    /// <param name="index">Its position among them.</param>
    /// <param name="target">The target.</param>
    /// <param name="progress">Told how far the run has come.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    internal InferenceRun Run(
        int index, ITarget target, IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        var run = new RunState(target, options);
        using CheckpointSeries? checkpoints =
            options.Checkpoint is { } file ? new(file, RunDescription.Of(target, options), run) : null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (checkpoints?.Resume() != true)
            {
                run.Population.Start(tunesLadder: options.Ladder is null);
            }

            Sample(run, checkpoints, progress, cancellation);
        }
        catch (ModelFailureException failure)
        {
            run.Watch.HearOfFailure(run.Record, failure.Message);
            Result? partial = run.Record.HasResult ? ToResult(run, checkpoints) : null;
            return new(index, target, partial, new(failure.Message, failure.InnerException, partial));
        }
        catch (OperationCanceledException) when (run.Record.HasResult)
        {
            run.Watch.HearOfCancellation(run.Record);
        }

        return new(index, target, ToResult(run, checkpoints), Failure: null);
    }

    /// <summary>Goes on from a state of a run to its end.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="state">The state, as <see cref="RunState.ToBytes"/> gave it.</param>
    /// <exception cref="InferenceException">The model failed.</exception>
    internal RunRecord Repeat(ITarget target, byte[] state)
    {
        var run = new RunState(target, options);
        try
        {
            run.Restore(state);
            Sample(run, checkpoints: null, progress: null, CancellationToken.None);
            return run.Record;
        }
        catch (ModelFailureException failure)
        {
            throw new InferenceException(failure.Message, failure.InnerException);
        }
    }

    /// <summary>The algorithm: explore, exchange, record; adapt between rounds. It goes on from wherever the run is.</summary>
    private void Sample(
        RunState run,
        CheckpointSeries? checkpoints,
        IProgress<InferenceProgress>? progress,
        CancellationToken cancellation)
    {
        Population population = run.Population;
        Action<int> explore = population.Explore;
        long sweeps = (long)options.BurnInSweeps + options.Sweeps;
        long sweepsPerReport = Math.Max(1, sweeps / ProgressReports);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        using var team = new WorkerTeam(Math.Min(threads, population.Size));
        Round[] rounds = [.. Round.Schedule(options)];
        bool hadEnded = run.Round == rounds.Length;
        foreach (Round round in rounds.Skip(run.Round))
        {
            run.Begin(round);
            for (; !run.Watch.Ends(round, run.Sweep, run.Record); run.EndSweep())
            {
                cancellation.ThrowIfCancellationRequested();
                if (run.Sweep == 0 || population.NeedsRefresh)
                {
                    team.Run(population.Size, population.Refresh);
                    run.Remember(round);
                    checkpoints?.Pass();
                }

                population.BeginSweep(round.AdaptationGain(run.Sweep));
                team.Run(population.Size, explore);
                population.Exchange();
                if (!round.IsBurnIn)
                {
                    run.Record.Add(population);
                }

                if (population.Sweep % sweepsPerReport == 0 || population.Sweep == sweeps)
                {
                    Report(progress, new(population.Sweep, sweeps, round.IsBurnIn ? "burn-in" : "sampling"));
                }
            }

            if (round.IsBurnIn)
            {
                population.PoolExplorers();
            }

            if (round.Searches)
            {
                population.EndSearch();
            }

            if (round.TunesLadder && !run.Watch.HasCutBurnIn)
            {
                population.TuneLadder();
            }

            run.EndRound();
        }

        if (checkpoints is not null && !hadEnded)
        {
            team.Run(population.Size, population.Refresh);
            checkpoints.Finish();
        }

        if (hadEnded || population.Sweep < sweeps)
        {
            Report(progress, new(population.Sweep, population.Sweep, "sampling"));
        }
    }

    private static void Report(IProgress<InferenceProgress>? progress, InferenceProgress state)
    {
        try
        {
            progress?.Report(state);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ModelFailureException(
                $"The report of the progress failed at sweep {state.Step}: {exception.Message}", exception);
        }
    }

    private Result ToResult(RunState run, CheckpointSeries? checkpoints)
    {
        checkpoints?.Save();
        Population population = run.Population;
        Result result = run.Record.ToResult(population.Ladder, population.Rejections(), population.Search, run.Watch);
        return result with
        {
            Report = LadderRun.Of(result) with { Recorded = new(options, run.RecordedFrom) },
            Warnings = [.. result.Warnings, .. checkpoints?.Warnings ?? []],
        };
    }
}
