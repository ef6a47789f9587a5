using System.Collections.Concurrent;
using System.Diagnostics;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Finds the best mode of a posterior, in milliseconds: to look at, and to tell whether sampling missed it. Where the model is a
/// sum of components with amplitudes, such as peaks, they are inserted one after the other where a matched filter of the residual
/// finds most to explain, and all are refitted after each (Levenberg and Marquardt, with exact derivatives). Then every component
/// of the best is exchanged for another one: it is put where the residual asks next, or another one is split in two. When no
/// exchange leads higher, more of them are moved at random. Any other target is climbed from draws of its prior.
/// </summary>
/// <remarks>
/// The mode is that of the posterior density of the explored coordinates (<see cref="Priors.Coordinate"/>: the logarithm of a
/// positive scale, for one), since there it does not depend on the unit of a parameter, exists for every prior, and is where a
/// Gaussian is most like the posterior. No search proves that there is no better mode: look at how many restarts agree.
/// </remarks>
public static class ModeSearch
{
    /// <summary>Restarts that begin from the same best point; all of a batch are done before the search looks up.</summary>
    private const int Batch = 4;

    /// <summary>Finds the best mode.</summary>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="cancellation">Ends the search early, with an exception.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="NotSupportedException">
    /// An unknown is an indicator, or its prior is improper; the message names it.
    /// </exception>
    /// <exception cref="Inference.InferenceException">
    /// The model failed, the message says where; or the likelihood is zero wherever the search began.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Mode Run(ITarget target, ModeSearchOptions? options = null, CancellationToken cancellation = default) =>
        Run(target, options, [], cancellation);

    /// <summary>The same, from given points beside its own.</summary>
    /// <param name="target">What is asked.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="starts">Points to begin from, such as those of <see cref="ModeNeighbours"/>.</param>
    /// <param name="cancellation">Ends the search early, with an exception.</param>
    internal static Mode Run(
        ITarget target, ModeSearchOptions? options, IReadOnlyList<ModeStart> starts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new();
        options.RequireValid();
        long begin = Stopwatch.GetTimestamp();
        var searched = new SearchedTarget(target, cancellation);
        var searchers = new ConcurrentBag<ModeSearcher>();
        var found = new FoundModes(searched);
        var restart = new ModeRestart(searched, options.Seed);
        var first = new ModeSearcher(searched);
        searchers.Add(first);
        found.Add(First(searched, first, restart, found));
        foreach (ModeStart start in starts)
        {
            double[] values = [.. start.Values];
            double height = first.Complete(values, start.IsMissing, random: null, found.Least);
            found.Add(Finish(searched, first, values, height, found));
        }

        int done = 0;
        while (done < options.Restarts && !found.AreAll())
        {
            cancellation.ThrowIfCancellationRequested();
            int size = Math.Min(Batch, options.Restarts - done);
            var ends = new FoundMode[size];
            IReadOnlyList<FoundMode> told = found.Told();
            PlannedExchange?[] exchanges = [.. ends.Select(_ => found.TakeExchange())];
            Each(size, options.Threads, i =>
            {
                ModeSearcher searcher = searchers.TryTake(out ModeSearcher? free) ? free : new(searched);
                double[] values = new double[target.Parameters.Count];
                double height = exchanges[i] is { } planned
                    ? restart.Exchange(searcher, done + i, planned, found.Least, values)
                    : restart.Run(searcher, done + i, told, found.Least, values);
                ends[i] = Finish(searched, searcher, values, height, found);
                searchers.Add(searcher);
            }, cancellation);
            Array.ForEach(ends, found.Add);
            done += size;
        }

        found.RequirePossible();
        Mode mode = found.ToMode(first, done);
        return mode with
        {
            Evaluations = searchers.Sum(searcher => searcher.Climb.Evaluations),
            Elapsed = Stopwatch.GetElapsedTime(begin),
        };
    }

    /// <summary>All components inserted, best first; or a climb from the middle of the prior.</summary>
    private static FoundMode First(
        SearchedTarget searched, ModeSearcher searcher, ModeRestart restart, FoundModes found)
    {
        double[] values = searched.Unknowns.Middle();
        bool[] missing = [.. searched.Components.Select(_ => true)];
        double height = searcher.Complete(values, missing, random: null, found.Least);
        if (!double.IsFinite(height))
        {
            height = restart.FromPrior(searcher, values, new(restart.Seed, chain: 1, replica: 0));
        }

        return Finish(searched, searcher, values, height, found);
    }

    /// <summary>Climbs to the top where that is not known yet, and may be among the modes that are told of.</summary>
    private static FoundMode Finish(
        SearchedTarget searched, ModeSearcher searcher, double[] values, double height, FoundModes found)
    {
        searched.Labels.Order(values);
        var rough = new FoundMode(values, height);
        if (!(height > found.Least) || found.Around(rough) is not null)
        {
            return found.Around(rough) ?? rough;
        }

        height = searcher.Climb.Climb(values);
        if (searched.Labels.Order(values))
        {
            // One passed the other on the way up; the curvature is wanted in the order of the rest.
            height = searcher.Climb.Climb(values);
        }

        return new(values, height, searcher.Climb.Metric(), searcher.Climb.Predicted(), searcher.Climb.IsTop);
    }

    private static void Each(int count, int threads, Action<int> work, CancellationToken cancellation)
    {
        if (threads == 1)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }
        }
        else
        {
            var settings = new ParallelOptions
            {
                MaxDegreeOfParallelism = threads == 0 ? -1 : threads,
                CancellationToken = cancellation,
            };
            Parallel.For(0, count, settings, work);
        }
    }
}
