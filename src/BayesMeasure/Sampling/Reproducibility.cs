using BayesMeasure.Inference;

namespace BayesMeasure.Sampling;

/// <summary>
/// Tells whether a result can be made again: what a model with a state that its replicas share, or with random numbers of its
/// own, cannot promise.
/// </summary>
public static class Reproducibility
{
    /// <summary>
    /// Runs the recorded sweeps of a run once more, in one thread and from the state in which they began, and compares the draws
    /// and the log likelihoods at all rungs with those of the result, bit for bit.
    /// </summary>
    /// <param name="result">A result of <see cref="ReplicaExchange"/>.</param>
    /// <param name="sweeps">The recorded sweeps that are run once more, from 2 to all; null, the default, for all.</param>
    /// <exception cref="ArgumentException">The result was not sampled by <see cref="ReplicaExchange"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer sweeps in the result, or fewer than 2 are asked for.
    /// </exception>
    /// <exception cref="InferenceException">The model fails now.</exception>
    public static ReproducibilityReport Check(Result result, int? sweeps = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        int count = sweeps ?? result.Draws.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2, nameof(sweeps));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, result.Draws.Count, nameof(sweeps));
        return (result.Report as LadderRun)?.Recorded?.Repeat(result, count)
            ?? throw new ArgumentException(
                "The result was not sampled by replica exchange: there is nothing to repeat.", nameof(result));
    }
}
