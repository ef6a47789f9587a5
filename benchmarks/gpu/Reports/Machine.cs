using System.Reflection;
using System.Runtime.InteropServices;
using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.GpuBenchmark.Reports;

/// <summary>Where and with what was measured.</summary>
/// <param name="Device">The accelerator.</param>
/// <param name="Kind">What it was reached through.</param>
/// <param name="DeviceMemory">Its memory, in bytes.</param>
/// <param name="Processor">The processor beside it.</param>
/// <param name="Processors">The number of logical processors.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Runtime">The runtime that the program carries.</param>
/// <param name="Version">The version of the library, with its commit.</param>
/// <param name="Date">The day, in UTC.</param>
internal sealed record Machine(
    string Device,
    string Kind,
    long DeviceMemory,
    string Processor,
    int Processors,
    string OperatingSystem,
    string Runtime,
    string Version,
    DateOnly Date)
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string NameField = "model name";

    /// <summary>This machine.</summary>
    /// <param name="device">The accelerator that is measured.</param>
    public static Machine With(AcceleratorInfo device) => new(
        device.Name,
        device.Kind.ToString(),
        device.Memory,
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        typeof(GpuEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        DateOnly.FromDateTime(DateTime.UtcNow));

    private static string ProcessorName()
    {
        string? line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(text => text.StartsWith(NameField, StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? "unknown";
    }
}
