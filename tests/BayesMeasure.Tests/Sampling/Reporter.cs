using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Hears of progress at once, on the thread of the run, as <see cref="Progress{T}"/> does not.</summary>
internal sealed class Reporter(Action<SamplingProgress>? hear = null) : IProgress<SamplingProgress>
{
    public List<SamplingProgress> Heard { get; } = [];

    public void Report(SamplingProgress value)
    {
        Heard.Add(value);
        hear?.Invoke(value);
    }
}
