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
    /// <returns>The draws, the free energy, and how well the ladder worked.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    /// <exception cref="SamplingException">The model returned NaN or +infinity, or threw; the exception holds what was recorded before.</exception>
    public Result Run(ITarget target, IProgress<SamplingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var record = new RunRecord(target, options);
        var population = new Population(target, options);
        try
        {
            Sample(population, record, progress, cancellation);
        }
        catch (ModelFailureException failure)
        {
            Result? partial = record.HasResult ? record.ToResult(population.Report()) : null;
            throw new SamplingException(failure.Message, failure.InnerException, partial);
        }
        catch (OperationCanceledException) when (record.HasResult)
        {
            // Cancelled, but not in vain: the result says that it is partial.
        }

        return record.ToResult(population.Report());
    }

    /// <summary>The algorithm: explore, exchange, record; adapt between rounds.</summary>
    private void Sample(
        Population population,
        RunRecord record,
        IProgress<SamplingProgress>? progress,
        CancellationToken cancellation)
    {
        long done = 0;
        long sweeps = options.BurnInSweeps + options.Sweeps;
        long sweepsPerReport = Math.Max(1, sweeps / ProgressReports);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        using var team = new WorkerTeam(Math.Min(threads, population.Size), population.Explore);

        cancellation.ThrowIfCancellationRequested();
        population.Start(tunesLadder: options.Ladder is null);
        foreach (Round round in Round.Schedule(options))
        {
            population.BeginRound();
            if (!round.IsBurnIn)
            {
                record.Begin(population.Ladder);
            }

            for (int sweep = 0; sweep < round.Sweeps; sweep++)
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

            if (round.TunesLadder)
            {
                population.TuneLadder();
            }
        }
    }
}
