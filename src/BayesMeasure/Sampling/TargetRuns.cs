using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// The runs of several targets: number i (from 0) with the seed Seed + i, with a checkpoint of its own where there are several, and
/// with an equal share of what is left of a time budget.
/// </summary>
internal sealed class TargetRuns
{
    private readonly IReadOnlyList<ITarget> targets;
    private readonly ReplicaExchangeOptions options;

    /// <param name="targets">The targets.</param>
    /// <param name="options">The settings for all of them.</param>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that no target has.</exception>
    public TargetRuns(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(targets);
        options.Until.RequireKnown([.. targets.SelectMany(target => target.Parameters)]);
        this.targets = targets;
        this.options = options;
    }

    /// <summary>Samples them, as the runs are asked for.</summary>
    public IEnumerable<InferenceRun> Run(IProgress<InferenceProgress>? progress, CancellationToken cancellation) =>
        options.SideBySide && targets.Count > 1 ? RunSideBySide(progress, cancellation) : RunInARow(progress, cancellation);

    private IEnumerable<InferenceRun> RunInARow(IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        long start = options.Until.Clock.GetTimestamp();
        for (int i = 0; i < targets.Count; i++)
        {
            int index = i;
            ProgressRelay? relay = progress is null
                ? null
                : new(progress, report => report with { Index = index, Count = targets.Count, Finished = index });
            yield return SamplerOf(index, atOnce: 1, start).Run(index, targets[index], relay, cancellation);
        }
    }

    /// <summary>One target a thread. Of those that are cancelled before they have draws there is no run.</summary>
    private IEnumerable<InferenceRun> RunSideBySide(IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        long start = options.Until.Clock.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var going = new List<Task<InferenceRun>>();
        int begun = 0;
        int finished = 0;
        try
        {
            for (Begin(); going.Count > 0; Begin())
            {
                Task<InferenceRun> done = going[Task.WaitAny([.. going], CancellationToken.None)];
                going.Remove(done);
                if (!done.IsCanceled)
                {
                    InferenceRun run = done.GetAwaiter().GetResult();
                    finished++;
                    progress?.Report(ProgressAfter(run, finished));
                    Begin();
                    yield return run;
                }
            }
        }
        finally
        {
            ending.Cancel();
            Task.WhenAll(going).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        if (finished < targets.Count)
        {
            throw new OperationCanceledException(cancellation);
        }

        void Begin()
        {
            for (; begun < targets.Count && going.Count < threads; begun++)
            {
                int index = begun;
                ReplicaExchange sampler = SamplerOf(index, threads, start);
                going.Add(Task.Run(() => sampler.Run(index, targets[index], progress: null, ending.Token), ending.Token));
            }
        }
    }

    private InferenceProgress ProgressAfter(InferenceRun run, int finished) => new(1, 1, "sampling")
    {
        Index = run.Index,
        Count = targets.Count,
        Finished = finished,
        FractionOfAll = (double)finished / targets.Count,
    };

    private ReplicaExchange SamplerOf(int index, int atOnce, long start) => new(options with
    {
        Seed = options.Seed + (ulong)index,
        Threads = atOnce == 1 ? options.Threads : 1,
        Checkpoint = targets.Count == 1 ? options.Checkpoint : options.Checkpoint?.ForRun(index + 1),
        Until = options.Until.For(targets[index].Parameters, ShareOfTime(index, atOnce, start)),
    });

    /// <summary>
    /// An equal share of the time that is left, all of it for the only target; the shortest time there is when nothing is left.
    /// </summary>
    private TimeSpan? ShareOfTime(int index, int atOnce, long start)
    {
        if (options.Until.TimeBudget is not { } budget || targets.Count == 1)
        {
            return options.Until.TimeBudget;
        }

        long left = (budget - options.Until.Clock.GetElapsedTime(start)).Ticks;
        int toGo = targets.Count - index;
        return TimeSpan.FromTicks(Math.Max(1, left / toGo * Math.Min(atOnce, toGo)));
    }
}
