using BayesMeasure.Inference;

namespace BayesMeasure.Comparison;

/// <summary>A candidate of a family whose run failed, so that it could not be weighed beside the others.</summary>
/// <param name="Name">The name of the model, such as "K = 3".</param>
/// <param name="Reason">What failed, and at which parameters.</param>
public sealed record FailedModel(string Name, string Reason)
{
    /// <summary>The failure, with what was sampled before; null for one that was read from a file.</summary>
    public InferenceException? Failure { get; init; }

    /// <summary>The failure of a run.</summary>
    internal static FailedModel Of(string name, InferenceException failure) => new(name, failure.Message) { Failure = failure };
}
