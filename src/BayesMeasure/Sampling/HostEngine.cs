using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Moves replicas on the threads of the host, one run after the other. A result is the same, bit for bit, for any number of
/// threads.
/// </summary>
internal sealed class HostEngine : IReplicaEngine
{
    /// <summary>Replicas are evaluated from scratch so often, lest rounding accumulate in what they cache.</summary>
    private const int SweepsPerRefresh = 256;

    /// <summary>The one there is: it has no state.</summary>
    public static HostEngine Instance { get; } = new();

    /// <inheritdoc/>
    public string? RefusalOf(ITarget target, ReplicaExchangeOptions options) =>
        MemoryNeed.RefusalOf(target, options);

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<int>> Groups(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options) =>
        Enumerable.Range(0, targets.Count).Select(position => (int[])[position]);

    /// <inheritdoc/>
    public void Start(IReadOnlyList<ReplicaRun> runs)
    {
        foreach (ReplicaRun run in runs)
        {
            Move(run, replicas =>
            {
                for (int item = 0; item < replicas.Count; item++)
                {
                    replicas.Start(item);
                }
            });
        }
    }

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<ReplicaRun>> Run(IReadOnlyList<ReplicaRun> runs, Round round)
    {
        foreach (ReplicaRun run in runs)
        {
            Move(run, replicas => Run(run, round, replicas));
            yield return [run];
        }
    }

    private static void Run(ReplicaRun run, Round round, HostReplicas replicas)
    {
        int threads = run.Options.Threads == 0 ? Environment.ProcessorCount : run.Options.Threads;
        using var team = new WorkerTeam(Math.Min(threads, replicas.Count));
        Action<int> explore = replicas.Explore;
        team.Run(replicas.Count, replicas.Restore);
        bool isFresh = true;
        for (; !run.Ends(round); isFresh = false)
        {
            bool isRefreshed = (run.Sweeps + 1) % SweepsPerRefresh == 0;
            if (isRefreshed && !isFresh)
            {
                team.Run(replicas.Count, replicas.Refresh);
            }

            if ((isRefreshed || isFresh) && run.State.KeepsState(round))
            {
                replicas.Store();
                run.State.KeepState(round);
            }

            Sweep(run, round, replicas, team, explore);
        }
    }

    /// <summary>Explore, exchange, record.</summary>
    private static void Sweep(ReplicaRun run, Round round, HostReplicas replicas, WorkerTeam team, Action<int> explore)
    {
        replicas.BeginSweep(round, run.Sweeps + 1, round.AdaptationGain(run.State.Sweeps.OfRound));
        team.Run(replicas.Count, explore);
        replicas.Exchange();
        if (!round.IsBurnIn)
        {
            replicas.Record();
        }

        if (run.EndSweep())
        {
            run.Report();
        }
    }

    private static void Move(ReplicaRun run, Action<HostReplicas> move)
    {
        run.State.Do("in a round", () =>
        {
            var replicas = new HostReplicas(run);
            move(replicas);
            replicas.Store();
        });
    }
}
