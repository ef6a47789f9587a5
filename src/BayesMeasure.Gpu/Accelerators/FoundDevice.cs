using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Accelerators;

/// <summary>A device that was found, or that was looked for in vain.</summary>
/// <param name="Name">Its name, as its driver gives it.</param>
/// <param name="Kind">What it is reached through.</param>
/// <param name="Memory">Its memory, in bytes; 0 where there is no device.</param>
/// <param name="Fault">Why nothing can be computed on it; null when it can.</param>
/// <param name="Open">Opens it; null where there is no device.</param>
internal sealed record FoundDevice(
    string Name, AcceleratorKind Kind, long Memory, string? Fault, Func<Context, Accelerator>? Open);
