using System.Diagnostics;
using System.Globalization;

namespace BayesMeasure.Benchmarks;

/// <summary>The CPU seconds of the runs of <see cref="Nso3Benchmarks"/> for a comparison in turn: in a fresh
/// process, compilation included, and once more.</summary>
internal static class Nso3Timing
{
    private static double CpuSeconds => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    public static void Print()
    {
        Write("start-up", CpuSeconds);
        Write("first time, K = 1..5", Enumerable.Range(1, 5).Sum(Run));
        Write("once more, K = 1..5", Enumerable.Range(1, 5).Sum(Run));
    }

    private static double Run(int peaks)
    {
        double before = CpuSeconds;
        new Nso3Benchmarks { Peaks = peaks }.Run();
        double seconds = CpuSeconds - before;
        Write($"K = {peaks}", seconds);
        return seconds;
    }

    private static void Write(string name, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {seconds,8:F3} s CPU"));
}
