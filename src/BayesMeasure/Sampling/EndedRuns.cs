using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// The ends of runs, for those of models of the same curve with one component more, which may wait for them. A run waits for
/// one that was begun before it, and for no other, so that some run always goes on.
/// </summary>
internal sealed class EndedRuns
{
    private readonly IReadOnlyList<ITarget> targets;
    private readonly TaskCompletionSource<Result?>?[] smaller;
    private readonly ILookup<int, int> larger;

    /// <param name="targets">The targets, in the order in which their runs begin.</param>
    /// <param name="smallerThan">The next smaller model of the same curve; null where there is none.</param>
    public EndedRuns(IReadOnlyList<ITarget> targets, Func<int, int?> smallerThan)
    {
        this.targets = targets;
        (int Smaller, int Larger)[] pairs =
        [
            .. Enumerable.Range(0, targets.Count)
                .Select(index => (Smaller: smallerThan(index) ?? index, Larger: index))
                .Where(pair => pair.Smaller < pair.Larger),
        ];
        larger = pairs.ToLookup(pair => pair.Smaller, pair => pair.Larger);
        smaller = new TaskCompletionSource<Result?>?[targets.Count];
        foreach ((_, int index) in pairs)
        {
            smaller[index] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>What a run may ask of the smaller one; null where there is none that was begun before it.</summary>
    /// <param name="index">The position of its target.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public SmallerRun? SmallerOf(int index, ulong seed, CancellationToken cancellation) =>
        smaller[index] is { Task: var end } ? new(targets[index], seed, () => ResultOf(end, cancellation)) : null;

    /// <summary>A run is over.</summary>
    /// <param name="index">The position of its target.</param>
    /// <param name="run">The run; null where it was cancelled before anything was recorded.</param>
    public void End(int index, InferenceRun? run)
    {
        smaller[index] = null;
        Result? told = run is { Failure: null, Result: { IsPartial: false, IsDecided: true } result }
            && result.Draws is { AreKept: true, Count: > 1 } && double.IsFinite(result.FreeEnergy.StandardError)
                ? result
                : null;
        foreach (int waiting in larger[index])
        {
            smaller[waiting]?.TrySetResult(told);
        }
    }

    private static Result? ResultOf(Task<Result?> end, CancellationToken cancellation)
    {
        try
        {
            end.Wait(cancellation);
            return end.Result;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
