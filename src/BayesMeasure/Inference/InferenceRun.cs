using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>What became of one target.</summary>
/// <param name="Index">Its position among the targets that were asked together, from 0.</param>
/// <param name="Target">What was asked.</param>
/// <param name="Result">What was found; where the run failed, what was found before, or null when that is too little.</param>
/// <param name="Failure">Why the run failed; null when it did not.</param>
public sealed record InferenceRun(int Index, ITarget Target, Result? Result, InferenceException? Failure)
{
    /// <summary>What was found by a run that did not fail.</summary>
    /// <exception cref="InferenceException">The run failed: the exception is <see cref="Failure"/>.</exception>
    /// <exception cref="InvalidOperationException">The method gave neither a result nor a failure.</exception>
    public Result ResultOrThrow() => Failure is not null
        ? throw Failure
        : Result ?? throw new InvalidOperationException(
            $"Target {Index} has neither a result nor a failure: the method is at fault.");
}
