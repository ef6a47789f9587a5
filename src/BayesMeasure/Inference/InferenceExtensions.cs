using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>How an inference is asked.</summary>
public static class InferenceExtensions
{
    /// <summary>Answers one target.</summary>
    /// <param name="inference">The method.</param>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <param name="progress">Told how far the run has come; null for nobody.</param>
    /// <param name="cancellation">Ends the run early; what was found until then is returned, marked as partial.</param>
    /// <returns>The draws, the free energy, and why the run ended.</returns>
    /// <exception cref="NotSupportedException">
    /// The method cannot answer the target; the message says why, and which can.
    /// </exception>
    /// <exception cref="InferenceException">The run failed; the exception holds what was found before.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before there was anything to return.</exception>
    public static Result Run(
        this IInference inference,
        ITarget target,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inference);
        ArgumentNullException.ThrowIfNull(target);
        return inference.Ask([target], nameOf: null, progress, cancellation).Single().ResultOrThrow();
    }

    /// <summary>
    /// Answers many targets after all of them have been looked at: what one of them is refused for is said first.
    /// </summary>
    /// <param name="inference">The method.</param>
    /// <param name="targets">What is asked.</param>
    /// <param name="nameOf">What each target is called in messages and in the progress; null where they have no names.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="NotSupportedException">A target is refused.</exception>
    internal static IEnumerable<InferenceRun> Ask(
        this IInference inference,
        IReadOnlyList<ITarget> targets,
        Func<int, string>? nameOf,
        IProgress<InferenceProgress>? progress,
        CancellationToken cancellation)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            if (inference.RefusalOf(targets[i]) is { } refusal)
            {
                throw new NotSupportedException(nameOf is null ? refusal : $"\"{nameOf(i)}\" is refused. {refusal}");
            }
        }

        IProgress<InferenceProgress>? named = progress is null || nameOf is null
            ? progress
            : new ProgressRelay(progress, report => report with { Name = nameOf(report.Index) });
        return RunEachOnce(inference, targets, named, cancellation);
    }

    private static IEnumerable<InferenceRun> RunEachOnce(
        IInference inference,
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress,
        CancellationToken cancellation)
    {
        string method = inference.GetType().Name;
        bool[] given = new bool[targets.Count];
        foreach (InferenceRun run in inference.RunAll(targets, progress, cancellation))
        {
            if (run.Index < 0 || run.Index >= given.Length || given[run.Index])
            {
                throw new InvalidOperationException(
                    $"{method} gave the run {run.Index} of {given.Length} targets: each is to be given once, from 0.");
            }

            given[run.Index] = true;
            yield return run;
        }

        if (Array.IndexOf(given, false) is >= 0 and int missing)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"{method} ended without a run of target {missing} of {given.Length}.");
        }
    }

    /// <summary>Hands reports on at once, in the thread that makes them, with more said in them.</summary>
    private sealed class ProgressRelay(IProgress<InferenceProgress> to, Func<InferenceProgress, InferenceProgress> amend)
        : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => to.Report(amend(value));
    }
}
