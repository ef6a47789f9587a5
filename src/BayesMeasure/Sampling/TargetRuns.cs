using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// The runs of several targets: number i (from 0) with the seed Seed + i, with a checkpoint of its own where there are several,
/// and with an equal share of what is left of a time budget.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="options">The settings for all of them.</param>
/// <param name="sample">Samples runs that go through their rounds together, and gives back each when it is over.</param>
/// <param name="modes">The modes of the targets.</param>
internal sealed class TargetRuns(
    IReadOnlyList<ITarget> targets,
    ReplicaExchangeOptions options,
    Func<IReadOnlyList<RunState>, IEnumerable<RunState>> sample,
    FamilyModes modes)
{
    private readonly EndedRuns ended = new(targets, modes.SmallerThan);
    private readonly long start = options.Until.Clock.GetTimestamp();
    private int begun;
    private int finished;

    /// <summary>Samples them, as the runs are asked for.</summary>
    public IEnumerable<InferenceRun> Run(IProgress<InferenceProgress>? progress, CancellationToken cancellation) =>
        options.SideBySide && options.Engine is HostEngine && targets.Count > 1
            ? RunSideBySide(progress, cancellation)
            : options.Engine.Groups(targets, options).SelectMany(group => Run(group, progress, cancellation));

    /// <summary>The runs that the engine takes through their rounds together.</summary>
    private IEnumerable<InferenceRun> Run(
        IReadOnlyList<int> group, IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int before = begun;
        TimeSpan? share = ShareOfTime(group.Count);
        var runs = new List<RunState>();
        try
        {
            Action<RunState>? report = progress is null ? null : run => progress.Report(ProgressOf(run, before, runs));
            foreach (int index in group)
            {
                if (Begin(index, share, options.Threads, report, cancellation, out RunState? begun) is { } failed)
                {
                    yield return Ended(failed);
                }
                else
                {
                    runs.Add(begun!);
                }
            }

            foreach (RunState run in sample(runs))
            {
                yield return Ended(run.Release());
            }
        }
        finally
        {
            runs.ForEach(run => run.Dispose());
        }
    }

    private InferenceRun Ended(InferenceRun run)
    {
        finished++;
        ended.End(run.Index, run);
        return run;
    }

    /// <summary>One target a thread. Of those that are cancelled before they have draws there is no run.</summary>
    private IEnumerable<InferenceRun> RunSideBySide(IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var going = new List<Task<InferenceRun>>();
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
                    Begin();
                    yield return Told(run, progress, ending);
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
            while (begun < targets.Count && going.Count < threads)
            {
                int index = begun;
                TimeSpan? share = ShareOfTime(1, threads);
                going.Add(Task.Run(() => RunAlone(index, share, ending.Token), ending.Token));
            }
        }
    }

    /// <summary>Tells of a run that is over. Who hears it may end all by throwing; the run keeps what it found.</summary>
    private InferenceRun Told(InferenceRun run, IProgress<InferenceProgress>? progress, CancellationTokenSource ending)
    {
        try
        {
            progress?.Report(new(1, 1, "sampling")
            {
                Index = run.Index,
                Count = targets.Count,
                Finished = finished,
                FractionOfAll = (double)finished / targets.Count,
            });
            return run;
        }
        catch (OperationCanceledException)
        {
            ending.Cancel();
            return run;
        }
        catch (Exception failure)
        {
            string reason = $"The report of the progress failed: {TargetFault.MessageOf(failure)}";
            return run with { Failure = run.Failure ?? new(reason, TargetFault.Tellable(failure), run.Result) };
        }
    }

    private InferenceRun RunAlone(int index, TimeSpan? share, CancellationToken cancellation)
    {
        InferenceRun? over = null;
        try
        {
            return over = RunFromBeginning(index, share, cancellation);
        }
        finally
        {
            ended.End(index, over);
        }
    }

    private InferenceRun RunFromBeginning(int index, TimeSpan? share, CancellationToken cancellation)
    {
        if (Begin(index, share, threads: 1, report: null, cancellation, out RunState? run) is { } failed)
        {
            return failed;
        }

        using (run)
        {
            return sample([run!]).Single().Release();
        }
    }

    /// <summary>
    /// Begins a run, for which code of the user describes the target and creates explorers: where that fails, the run is one that
    /// failed, and no other is lost.
    /// </summary>
    private InferenceRun? Begin(
        int index,
        TimeSpan? share,
        int threads,
        Action<RunState>? report,
        CancellationToken cancellation,
        out RunState? run)
    {
        try
        {
            run = NewRun(index, share, threads, report, cancellation);
            return null;
        }
        catch (Exception failure)
            when (failure is not (CheckpointException or OperationCanceledException or OutOfMemoryException))
        {
            run = null;
            string reason = $"The model or the explorer failed before the first sweep: {TargetFault.MessageOf(failure)}";
            return new(index, targets[index], null, new(reason, TargetFault.Tellable(failure)));
        }
    }

    private RunState NewRun(int index, TimeSpan? share, int threads, Action<RunState>? report, CancellationToken cancellation)
    {
        ReplicaExchangeOptions own = options with
        {
            Seed = options.Seed + (ulong)index,
            Threads = threads,
            Checkpoint = targets.Count == 1 ? options.Checkpoint : options.Checkpoint?.ForRun(index + 1),
            Until = options.Until.For(targets[index].Parameters, share),
        };
        var run = new RunState(index, targets[index], own, report, cancellation) { Modes = modes.Of(index) };
        run.Population.Reference?.Ask(ended.SmallerOf(index, own.Seed, cancellation));
        return run;
    }

    private InferenceProgress ProgressOf(RunState run, int before, List<RunState> group)
    {
        long most = run.IsOver ? run.Sweeps.All : run.Sweeps.Most;
        InferenceProgress progress = new(run.Sweeps.All, most, run.IsBurnIn ? "burn-in" : "sampling")
        {
            Index = run.Index,
            Count = targets.Count,
            Finished = finished,
            FreeEnergy = run.Watch.LastLook?.FreeEnergy,
            HighestRHat = run.Watch.LastLook?.HighestRHat,
        };
        return targets.Count == 1
            ? progress
            : progress with { FractionOfAll = (before + group.Sum(one => one.Fraction)) / targets.Count };
    }

    /// <summary>
    /// An equal share of the time that is left, all of it for the only target; the shortest time there is when nothing is left.
    /// </summary>
    /// <param name="together">How many targets begin now.</param>
    /// <param name="atOnce">How many times as many go on at the same time.</param>
    private TimeSpan? ShareOfTime(int together, int atOnce = 1)
    {
        int toGo = targets.Count - begun;
        begun += together;
        if (options.Until.TimeBudget is not { } budget || targets.Count == 1)
        {
            return options.Until.TimeBudget;
        }

        long left = (budget - options.Until.Clock.GetElapsedTime(start)).Ticks;
        return TimeSpan.FromTicks(Math.Max(1, left / toGo * Math.Min(together * atOnce, toGo)));
    }
}
