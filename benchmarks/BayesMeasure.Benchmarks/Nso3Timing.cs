using System.Diagnostics;
using System.Globalization;

namespace BayesMeasure.Benchmarks;

/// <summary>The CPU seconds of the runs of <see cref="Nso3Benchmarks"/> in a fresh process, for a comparison in turn.</summary>
internal static class Nso3Timing
{
    private static double CpuSeconds => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    public static void Print()
    {
        Write("start-up", CpuSeconds);
        double total = 0;
        for (int peaks = 1; peaks <= 5; peaks++)
        {
            double before = CpuSeconds;
            new Nso3Benchmarks { Peaks = peaks }.Run();
            double seconds = CpuSeconds - before;
            Write($"K = {peaks}", seconds);
            total += seconds;
        }

        Write("K = 1..5", total);
    }

    private static void Write(string name, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {seconds,8:F3} s CPU"));
}
