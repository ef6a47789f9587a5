using System.Diagnostics;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>Takes times.</summary>
internal static class Clock
{
    /// <summary>The seconds that something takes, by the wall.</summary>
    public static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
