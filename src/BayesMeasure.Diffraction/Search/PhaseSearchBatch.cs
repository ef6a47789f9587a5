using System.Collections.Concurrent;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Inference;
using BayesMeasure.Variational;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What became of one pattern of many.</summary>
/// <param name="Index">Its position among them, from 0.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Result">What it shows; null where its search failed.</param>
/// <param name="Failure">Why its search failed; null where it did not.</param>
public sealed record PhaseSearchRun(
    int Index, MeasuredPattern Pattern, PhaseSearchResult? Result, InferenceException? Failure)
{
    /// <summary>What a search that did not fail has found.</summary>
    /// <exception cref="InferenceException">It failed: the exception is <see cref="Failure"/>.</exception>
    public PhaseSearchResult ResultOrThrow() => Result ?? throw Failure!;
}

/// <summary>Many patterns, each as it would be searched alone: a thread a pattern, or the guides of many at once.</summary>
/// <param name="candidates">What each candidate shows.</param>
/// <param name="options">How.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class PhaseSearchBatch(
    IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions options, CancellationToken cancellation)
{
    // A problem of fifty candidates is 2 MB of products, and a search as much again.
    private const int MostTogether = 256;

    private readonly int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;

    /// <summary>The runs, in the order of the patterns.</summary>
    public IEnumerable<PhaseSearchRun> Runs(IReadOnlyList<MeasuredPattern> patterns) => options.Engine == null
        ? SideBySide(patterns.Index(), one => Run(one.Index, one.Item, () => PhaseSearch.Search(
            one.Item, candidates, options, start: null)))
        : patterns.Index().Chunk(MostTogether).SelectMany(Together);

    /// <summary>The guides of all patterns of a chunk are fitted at once, round by round.</summary>
    private IEnumerable<PhaseSearchRun> Together((int Index, MeasuredPattern Item)[] chunk)
    {
        Step[] steps = [.. SideBySide(chunk, one => Begin(one.Index, one.Item))];
        for (int round = 1; Array.Exists(steps, step => step.Asks != null); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step[] asked = Array.FindAll(steps, step => step.Asks != null);
            IReadOnlyList<SelectionGuide> guides = (VariationalSearch.Settings(round, options.Engine) with { Threads = threads })
                .Select([.. asked.Select(step => step.Asks!.Problem)], cancellation);
            Step[] taken = [.. SideBySide(asked.Zip(guides), one => Take(one.First, one.Second))];
            foreach (Step step in taken)
            {
                steps[step.Index - steps[0].Index] = step;
            }
        }

        return steps.Select(step => step.Ended!);
    }

    private Step Begin(int index, MeasuredPattern pattern)
    {
        VariationalSearch? search = null;
        PhaseSearchRun run = Run(index, pattern, () =>
        {
            search = VariationalSearch.Of(pattern, candidates, options, start: null);
            return null;
        });
        return new(index, pattern, run.Failure == null ? search : null, run.Failure == null ? null : run);
    }

    private static Step Take(Step step, SelectionGuide guide)
    {
        PhaseSearchRun run = Run(step.Index, step.Pattern, () =>
        {
            step.Asks!.Take(guide);
            return step.Asks.Result;
        });
        return run.Failure == null && run.Result == null ? step : step with { Asks = null, Ended = run };
    }

    private static PhaseSearchRun Run(int index, MeasuredPattern pattern, Func<PhaseSearchResult?> search)
    {
        try
        {
            return new(index, pattern, search(), Failure: null);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return new(index, pattern, Result: null, new($"{pattern.Measurement.Name}: {failure.Message}", failure));
        }
    }

    /// <summary>Works on one after the other as threads become free, and hands out in order.</summary>
    private ParallelQuery<TOut> SideBySide<TIn, TOut>(IEnumerable<TIn> all, Func<TIn, TOut> work) =>
        Partitioner.Create(all, EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(Math.Min(threads, MostThreads))
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellation)
            .Select(work);

    // PLINQ takes no more.
    private const int MostThreads = 512;

    /// <summary>A pattern of a chunk between rounds.</summary>
    /// <param name="Index">Its position among all.</param>
    /// <param name="Pattern">The pattern.</param>
    /// <param name="Asks">What asks for a guide; null where it has ended.</param>
    /// <param name="Ended">How it has ended; null before.</param>
    private sealed record Step(int Index, MeasuredPattern Pattern, VariationalSearch? Asks, PhaseSearchRun? Ended);
}
