using BayesMeasure.Posteriors;
using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>
/// Replica-exchange Monte Carlo (Hukushima, Nemoto 1996): replicas at inverse temperatures from 0, the prior, to 1, the
/// posterior, explore p_beta(theta) ~ L(theta)^beta p(theta) and exchange places. It gives draws from the posterior, whatever
/// its modes, and the free energy F = -ln Z.
/// </summary>
/// <remarks>
/// The result depends on the target and the options alone: it is identical, bit for bit, for any number of threads.
/// </remarks>
public sealed class ReplicaExchange
{
    private const int ProgressReports = 200;

    private readonly ReplicaExchangeOptions options;

    /// <summary>Creates the sampler.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public ReplicaExchange(ReplicaExchangeOptions? options = null)
    {
        this.options = options ?? new();
        this.options.Validate();
    }

    /// <summary>Samples a target.</summary>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <param name="progress">Told about two hundred times how far the run has come.</param>
    /// <param name="cancellation">Ends the run early; what was recorded until then is returned, marked as partial.</param>
    /// <returns>The draws, the free energy, how well the ladder worked, and why the run ended.</returns>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that the target does not have.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    /// <exception cref="SamplingException">The model returned NaN or +infinity, or threw; the exception holds what was recorded before.</exception>
    public Result Run(ITarget target, IProgress<SamplingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var watch = new StoppingWatch(target, options);
        var record = new RunRecord(target, options);
        var population = new Population(target, options);
        try
        {
            Sample(population, record, watch, progress, cancellation);
        }
        catch (ModelFailureException failure)
        {
            watch.HearOfFailure(record, failure.Message);
            Result? partial = record.HasResult ? record.ToResult(population, watch) : null;
            throw new SamplingException(failure.Message, failure.InnerException, partial);
        }
        catch (OperationCanceledException) when (record.HasResult)
        {
            watch.HearOfCancellation(record);
        }

        return record.ToResult(population, watch);
    }

    /// <summary>The algorithm: explore, exchange, record; adapt between rounds.</summary>
    private void Sample(
        Population population,
        RunRecord record,
        StoppingWatch watch,
        IProgress<SamplingProgress>? progress,
        CancellationToken cancellation)
    {
        long done = 0;
        long sweeps = (long)options.BurnInSweeps + options.Sweeps;
        long sweepsPerReport = Math.Max(1, sweeps / ProgressReports);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        using var team = new WorkerTeam(Math.Min(threads, population.Size), population.Explore);

        cancellation.ThrowIfCancellationRequested();
        population.Start(tunesLadder: options.Ladder is null);
        foreach (Round round in Round.Schedule(options))
        {
            if (round.Searches)
            {
                population.BeginSearch();
            }

            population.BeginRound();
            if (!round.IsBurnIn)
            {
                record.Begin(population.Ladder);
            }

            for (int sweep = 0; !watch.Ends(round, sweep, record); sweep++)
            {
                cancellation.ThrowIfCancellationRequested();
                population.BeginSweep(round.AdaptationGain(sweep));
                team.Run(population.Size);
                population.Exchange();
                if (!round.IsBurnIn)
                {
                    record.Add(population);
                }

                if (++done % sweepsPerReport == 0 || done == sweeps)
                {
                    progress?.Report(new(done, sweeps, round.IsBurnIn));
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

            if (round.TunesLadder && !watch.HasCutBurnIn)
            {
                population.TuneLadder();
            }
        }

        if (done < sweeps)
        {
            progress?.Report(new(done, done, IsBurnIn: false));
        }
    }
}
