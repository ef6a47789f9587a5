using System.Diagnostics;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// One process of a batch: its threads take measurements from the shards that it claims, write each answer down, and commit a
/// shard with its last answer. It ends when all shards are committed, by whomever, or when it is cancelled.
/// </summary>
internal sealed class Worker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly IBatchFolder folder;
    private readonly BatchPlan plan;
    private readonly MeasurementRun run;
    private readonly TimeProvider time;
    private readonly ShardFeed feed;
    private readonly Lock gate = new();
    private readonly Lock beating = new();
    private WorkerCounters counters;
    private Exception? failure;

    /// <summary>Registers a worker; nothing is claimed yet.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="source">What is measured.</param>
    /// <param name="run">What is done with a measurement.</param>
    /// <param name="cores">How many measurements are done side by side.</param>
    /// <param name="time">The clock.</param>
    public Worker(
        IBatchFolder folder, BatchPlan plan, IMeasurementSource source, MeasurementRun run, int cores, TimeProvider time)
    {
        (this.folder, this.plan, this.run, this.time) = (folder, plan, run, time);
        counters = Registered(cores);
        int first = (int)(StartOf(counters.Worker) % (uint)plan.Shards.Count);
        var claims = new ShardClaims(folder, plan.Shards.Count, counters.Worker, first, time, plan.Heartbeat);
        feed = new(claims, claim => ShardWork.Begin(folder, plan, source, claim, time), Commit, plan.Heartbeat);
    }

    private WorkerCounters Registered(int cores)
    {
        try
        {
            return WorkerCounters.Register(folder, ThisMachine.Host, Environment.ProcessId, cores);
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            throw Told(error);
        }
    }

    /// <summary>Works until nothing is left.</summary>
    /// <param name="cancellation">Ends it early: what runs is written down, and the claims are given back.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="BatchException">The data are not those of the plan, or the folder cannot be written to.</exception>
    public WorkerCounters Run(CancellationToken cancellation)
    {
        // Not disposed of: where a model does not end, its thread outlives this call.
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using (time.CreateTimer(_ => Beat(), null, plan.Heartbeat, plan.Heartbeat))
        {
            Thread[] threads =
            [
                .. Enumerable.Range(0, counters.Cores).Select(core => new Thread(() => Work(ending))
                {
                    IsBackground = true,
                    Name = $"BayesMeasure batch {core}",
                }),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Await(threads, cancellation);
        }

        Try(feed.Release);
        lock (gate)
        {
            counters = counters with { HasLeft = true };
        }

        lock (beating)
        {
            Try(() => counters.Write(folder));
        }

        return failure is null ? counters : throw Told(failure);
    }

    /// <summary>
    /// Waits until all threads have ended. What is cancelled hears of it within some sweeps, but for a model that takes long for
    /// a point: it is left behind, since the process has ten seconds.
    /// </summary>
    private static void Await(Thread[] threads, CancellationToken cancellation)
    {
        Stopwatch? since = null;
        while (Array.Find(threads, thread => thread.IsAlive) is { } running && !(since?.Elapsed > Patience))
        {
            running.Join(Look);
            if (cancellation.IsCancellationRequested)
            {
                since ??= Stopwatch.StartNew();
            }
        }
    }

    /// <summary>FNV-1a: workers begin at shards that have nothing to do with each other.</summary>
    private static uint StartOf(string worker) =>
        worker.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));

    private void Work(CancellationTokenSource ending)
    {
        try
        {
            while (feed.Next(ending.Token) is var (shard, index, measurement))
            {
                if (shard.IsSuspect(index))
                {
                    TryHarmless(shard, ending.Token);
                }

                shard.Begin(index, run.TakeOver(index, shard.Claim.Attempt));
                MeasurementAnswer? found = run.Run(index, measurement, shard.Claim.Attempt, ending.Token);
                feed.End();
                if (found is not { } answer)
                {
                    return;
                }

                bool isLast = shard.Add(answer);
                lock (gate)
                {
                    counters = counters.With(answer);
                }

                if (isLast)
                {
                    Commit(shard);
                }
            }
        }
#pragma warning disable CA1031 // A thread that ends by an exception ends the process: it is thrown by the one that waits.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                failure ??= error;
            }

            ending.Cancel();
        }
    }

    /// <summary>
    /// The first measurement of a process takes longest, and is what a kill from outside meets most often: before one that
    /// processes died in, a process begins with one that has an answer. Should it die there, it was not the measurement.
    /// </summary>
    private void TryHarmless(ShardWork shard, CancellationToken cancellation)
    {
        bool isFirst;
        lock (gate)
        {
            isFirst = counters.Measurements == 0;
        }

        if (isFirst && !run.IsLong && shard.Harmless is var (index, measurement))
        {
            shard.Begin(index, from: null);
            run.Run(index, measurement, shard.Claim.Attempt, cancellation);
            shard.Leave(index);
        }
    }

    private void Commit(ShardWork shard)
    {
        shard.Dispose();
        int number = shard.Claim.Shard;
        if (ShardResult.TryCommit(folder, plan, number, shard.Claim.Attempt, shard.Answers))
        {
            lock (gate)
            {
                counters = counters with { Shards = counters.Shards + 1 };
            }

            FailureList.Write(folder, number, shard.Answers);
        }

        DeleteWhatIsDone(shard);
        feed.Conclude(shard);
    }

    /// <summary>The journals and checkpoints of a shard that is committed, by whatever attempt.</summary>
    private void DeleteWhatIsDone(ShardWork shard)
    {
        foreach (string file in folder.FilesIn(FolderLayout.Journals)
            .Where(file => FolderLayout.ShardOf(file) == shard.Claim.Shard))
        {
            folder.Delete($"{FolderLayout.Journals}/{file}");
        }

        foreach (string file in folder.FilesIn(FolderLayout.Checkpoints)
            .Where(file => FolderLayout.MeasurementOf(file) is int index
                && index >= shard.First && index < shard.First + shard.Count))
        {
            folder.Delete($"{FolderLayout.Checkpoints}/{file}");
        }
    }

    /// <summary>
    /// Says that this worker lives. Where that takes longer than a heartbeat, as on a server that is busy, the next one is left
    /// out: beats that wait for each other would be more and more.
    /// </summary>
    private void Beat()
    {
        if (!beating.TryEnter())
        {
            return;
        }

        try
        {
            Try(Say);
        }
        finally
        {
            beating.Exit();
        }
    }

    private void Say()
    {
        feed.Beat();
        WorkerCounters now;
        lock (gate)
        {
            now = counters = counters with { Heartbeat = counters.Heartbeat + 1 };
        }

        now.Write(folder);
    }

    /// <summary>
    /// What others are told of this worker is no reason to end it: a server that does not answer is asked again.
    /// </summary>
    private static void Try(Action say)
    {
        try
        {
            say();
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            // Others may take it for dead, and do its work twice; nothing is lost.
        }
    }

    private Exception Told(Exception error) => IsOfSystem(error) ? BatchException.NotWritable(folder.Name, error) : error;

    private static bool IsOfSystem(Exception error) => error is IOException or UnauthorizedAccessException;
}
