using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BayesMeasure.Batch.Work;

/// <summary>The processor time of the thread that asks; where the system does not tell it, the time that went by.</summary>
internal static partial class ThreadClock
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux.</summary>
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds => IsKnown && ReadClock(ThreadProcessorTime, out Instant now) == 0
        ? now.Seconds + 1e-9 * now.Nanoseconds
        : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static bool IsKnown => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadClock(int clock, out Instant now);

    /// <summary>struct timespec of 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instant
    {
        public long Seconds { get; }

        public long Nanoseconds { get; }
    }
}
