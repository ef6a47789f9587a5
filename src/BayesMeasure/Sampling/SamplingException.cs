using BayesMeasure.Inference;

namespace BayesMeasure.Sampling;

/// <summary>
/// A run that had to stop because the model failed: its log likelihood was NaN or +infinity, or it threw; or because what hears
/// of the progress threw. The message names the parameters that made the model fail; what was sampled before is in
/// <see cref="Partial"/>.
/// </summary>
public sealed class SamplingException : Exception
{
    internal SamplingException(string message, Exception? inner, Result? partial)
        : base(message, inner) => Partial = partial;

    /// <summary>What was sampled before the failure; null when it came in burn-in.</summary>
    public Result? Partial { get; }
}
