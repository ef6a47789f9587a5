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
    private readonly ReplicaExchangeOptions options;

    /// <summary>Creates the sampler.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public ReplicaExchange(ReplicaExchangeOptions? options = null)
    {
        this.options = options ?? new();
        this.options.RequireValid();
    }

    /// <summary>Samples a target.</summary>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <param name="progress">Told about two hundred times how far the run has come.</param>
    /// <param name="cancellation">Ends the run early; what was recorded until then is returned, marked as partial.</param>
    /// <returns>The draws, the free energy, how well the ladder worked, and why the run ended.</returns>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that the target does not have.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    /// <exception cref="SamplingException">
    /// The model returned NaN or +infinity, or the model or <paramref name="progress"/> threw; the exception holds what was
    /// recorded before.
    /// </exception>
    /// <exception cref="CheckpointException">
    /// The run cannot be resumed from its checkpoint, or cannot write the first one.
    /// </exception>
    public Result Run(ITarget target, IProgress<SamplingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        Action<RunState>? report = progress is null
            ? null
            : run => progress.Report(new(run.AllSweeps, run.IsOver ? run.AllSweeps : run.MostSweeps, run.IsBurnIn));
        using var run = new RunState(0, target, options, report, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Start([run]);
        foreach (RunState _ in Sample([run]))
        {
        }

        return run.Failure is null ? run.Result! : throw new SamplingException(run.Failure.Message, run.Failure.InnerException, run.Result);
    }

    /// <inheritdoc/>
    Result IInference.Run(ITarget target, CancellationToken cancellation) => Run(target, progress: null, cancellation);

    /// <summary>Puts the replicas at draws from the prior, unless a run goes on from a checkpoint.</summary>
    private void Start(IReadOnlyList<RunState> runs)
    {
        ReplicaRun[] fresh = [.. runs.Where(run => !run.Resume()).Select(run => run.Run)];
        options.Engine.Start(fresh);
        foreach (RunState run in fresh.Where(run => !run.HasFailed).Select(run => run.State))
        {
            if (run.Population.IsPossible)
            {
                run.Population.Sort();
            }
            else
            {
                run.Fail(ModelFailureException.OfStart(ReplicaRun.MostStartingDraws));
            }
        }
    }

    /// <summary>
    /// The algorithm, for runs that go side by side from wherever they are: rounds of sweeps, in which an engine explores, exchanges and
    /// records; in between, explorers and ladder adapt.
    /// </summary>
    /// <returns>Every run as soon as it is over.</returns>
    internal IEnumerable<RunState> Sample(IReadOnlyList<RunState> runs)
    {
        foreach (RunState over in Conclude(runs))
        {
            yield return over;
        }

        foreach ((int position, Round round) in Round.Schedule(options).Index())
        {
            ReplicaRun[] going = [.. runs.Where(run => !run.IsOver && run.Round == position).Select(run => run.Run)];
            Array.ForEach(going, run => Begin(run.State, round));
            foreach (IReadOnlyList<ReplicaRun> done in options.Engine.Run(going, round))
            {
                Parallel.ForEach(done.Where(run => !run.State.IsOver), run => Adapt(run.State, round));
                foreach (RunState over in Conclude(done.Select(run => run.State)))
                {
                    yield return over;
                }
            }
        }
    }

    /// <summary>A round begins with rungs beyond beta = 1 where it searches, and with new statistics; unless it was interrupted.</summary>
    private static void Begin(RunState run, Round round)
    {
        if (run.Sweep > 0)
        {
            return;
        }

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

    /// <summary>After a round of burn-in the chains share what their explorers have learnt, and the ladder is tuned.</summary>
    private static void Adapt(RunState run, Round round)
    {
        run.Population.PoolExplorers();
        if (round.Searches)
        {
            run.Population.EndSearch();
        }

        if (round.TunesLadder && !run.Watch.HasCutBurnIn)
        {
            run.Population.TuneLadder();
        }

        run.EndRound();
    }

    /// <summary>Makes results of the runs that are over, at the same time.</summary>
    private static List<RunState> Conclude(IEnumerable<RunState> runs)
    {
        List<RunState> over = [.. runs.Where(run => run.IsOver)];
        over.ForEach(run => run.Finish());
        Parallel.ForEach(over, run => run.Conclude());
        return over;
    }
}
