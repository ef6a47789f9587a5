using BayesMeasure.Inference;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Hears of progress at once, on the thread of the run, as <see cref="Progress{T}"/> does not.</summary>
internal sealed class Reporter(Action<InferenceProgress>? hear = null) : IProgress<InferenceProgress>
{
    public List<InferenceProgress> Heard { get; } = [];

    public void Report(InferenceProgress value)
    {
        Heard.Add(value);
        hear?.Invoke(value);
    }
}
