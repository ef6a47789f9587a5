using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// How far a batch has come and how it goes, by what its folder has: counts of files, and what each worker said last. Nothing is
/// decided by it.
/// </summary>
internal sealed record BatchProgress
{
    /// <summary>The number of measurements.</summary>
    public required int Measurements { get; init; }

    /// <summary>Those whose shards are committed.</summary>
    public required int Done { get; init; }

    /// <summary>The number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>Those that are committed.</summary>
    public required int Committed { get; init; }

    /// <summary>Those that are claimed, and not committed.</summary>
    public required int Claimed { get; init; }

    /// <summary>The workers that said lately that they live.</summary>
    public required int Running { get; init; }

    /// <summary>Those that did not, and have not left: they were killed, or cannot write.</summary>
    public required int Silent { get; init; }

    /// <summary>Those that have left.</summary>
    public required int Left { get; init; }

    /// <summary>The measurements that running workers do side by side.</summary>
    public required int Cores { get; init; }

    /// <summary>The measurements that workers have done; what was done twice counts twice.</summary>
    public required int Counted { get; init; }

    /// <summary>Those of them that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Those of them that are undecided.</summary>
    public required int Undecided { get; init; }

    /// <summary>The processor seconds of one; null where none is done.</summary>
    public required double? SecondsEach { get; init; }

    /// <summary>The measurement that took longest; null where none is done.</summary>
    public required int? Slowest { get; init; }

    /// <summary>The processor seconds of that.</summary>
    public required double SlowestSeconds { get; init; }

    /// <summary>Whether all measurements are done.</summary>
    public bool IsComplete => Committed == Shards;

    /// <summary>The measurements that are done in a second; null where nobody works.</summary>
    public double? Rate => SecondsEach > 0 && Cores > 0 ? Cores / SecondsEach : null;

    /// <summary>How long it still takes; null where nobody works.</summary>
    public double? SecondsLeft => (Measurements - Done) / Rate;

    /// <summary>Looks at a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="time">The clock by which a worker is silent: here alone a time of a file is looked at.</param>
    public static BatchProgress Of(DiskFolder folder, BatchPlan plan, TimeProvider time)
    {
        var state = BatchState.Of(folder, plan);
        var workers = folder.FilesIn(FolderLayout.Workers)
            .Where(file => file.EndsWith(".json", StringComparison.Ordinal))
            .Select(file => $"{FolderLayout.Workers}/{file}")
            .Select(file => (Age: folder.AgeOf(file, time), Counters: WorkerCounters.Read(folder.Read(file) ?? [])))
            .Where(worker => worker.Counters is not null)
            .Select(worker => (worker.Age, Counters: worker.Counters!))
            .ToArray();
        WorkerCounters[] present = [.. workers.Where(worker => !worker.Counters.HasLeft).Select(worker => worker.Counters)];
        WorkerCounters[] running =
        [
            .. workers.Where(worker => !worker.Counters.HasLeft && worker.Age <= ClaimWatch.MostMissed * plan.Heartbeat)
                .Select(worker => worker.Counters),
        ];
        int counted = workers.Sum(worker => worker.Counters.Measurements);
        WorkerCounters? slowest = workers.Select(worker => worker.Counters).MaxBy(worker => worker.SlowestSeconds);
        return new()
        {
            Measurements = state.Measurements,
            Done = state.Done,
            Shards = state.Shards,
            Committed = state.Committed,
            Claimed = folder.FilesIn(FolderLayout.Claims).Count(file => FolderLayout.ShardOfClaim(file) is not null),
            Running = running.Length,
            Silent = present.Length - running.Length,
            Left = workers.Length - present.Length,
            Cores = running.Sum(worker => worker.Cores),
            Counted = counted,
            Failed = workers.Sum(worker => worker.Counters.Failed),
            Undecided = workers.Sum(worker => worker.Counters.Undecided),
            SecondsEach = counted > 0 ? workers.Sum(worker => worker.Counters.Seconds) / counted : null,
            Slowest = slowest?.Slowest,
            SlowestSeconds = slowest?.SlowestSeconds ?? 0,
        };
    }
}
