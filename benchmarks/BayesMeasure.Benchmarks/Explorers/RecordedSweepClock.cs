using BayesMeasure.Inference;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>The CPU seconds of this process for each recorded sweep, from the reports of a run as they come.</summary>
internal sealed class RecordedSweepClock : IProgress<InferenceProgress>
{
    private (long Sweep, TimeSpan Time)? first;
    private (long Sweep, TimeSpan Time) last;

    public double SecondsPerSweep => first is { } begin
        ? (last.Time - begin.Time).TotalSeconds / (last.Sweep - begin.Sweep)
        : throw new InvalidOperationException("Nothing was recorded.");

    public void Report(InferenceProgress value)
    {
        if (value.Stage == "sampling")
        {
            last = (value.Step, Environment.CpuUsage.TotalTime);
            first ??= last;
        }
    }
}
