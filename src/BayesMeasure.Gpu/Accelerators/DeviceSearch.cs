using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace BayesMeasure.Gpu.Accelerators;

/// <summary>Finds the devices of this machine, those with which nothing can be done as well.</summary>
internal static class DeviceSearch
{
    /// <summary>All devices; a kind of which there is none has an entry that says why.</summary>
    /// <param name="context">Where they were registered by <see cref="Register"/>.</param>
    public static IReadOnlyList<FoundDevice> In(Context context) =>
    [
        .. OrAbsent(context.Devices.OfType<CudaDevice>().Select(Found), AcceleratorKind.Cuda, AbsenceOfCuda),
        .. OrAbsent(context.Devices.OfType<CLDevice>().Select(Found), AcceleratorKind.OpenCL, AbsenceOfOpenCL),
        .. context.Devices.OfType<CPUDevice>().Select(Found),
    ];

    /// <summary>Lets a context know of all devices: of those, too, that ILGPU would leave out without a word.</summary>
    public static void Register(Context.Builder builder)
    {
        Drivers.Resolve();
        builder.Cuda((CudaDevice _) => true);
        builder.OpenCL(_ => true);

        // Groups of one thread: the emulation of threads that wait for each other is thousands of times slower.
        builder.CPU(new CPUDevice(2, 1, Environment.ProcessorCount));
    }

    private static string AbsenceOfCuda => Drivers.MissingCuda is { } file
        ? $"no CUDA driver: {file} was not found"
        : $"the CUDA driver found no device ({CudaAPI.CurrentAPI.GetDeviceCount(out _)})";

    private static string AbsenceOfOpenCL => Drivers.MissingOpenCL is { } file
        ? $"no OpenCL: {file} was not found"
        : "OpenCL found no device";

    private static IEnumerable<FoundDevice> OrAbsent(IEnumerable<FoundDevice> found, AcceleratorKind kind, string absence) =>
        found.DefaultIfEmpty(new("no device", kind, 0, absence, null));

    private static FoundDevice Found(CudaDevice device) =>
        new(device.Name, AcceleratorKind.Cuda, device.MemorySize, FaultOf(device), device.CreateAccelerator);

    private static FoundDevice Found(CLDevice device) =>
        new(device.Name.Trim(), AcceleratorKind.OpenCL, device.MemorySize, FaultOf(device), device.CreateAccelerator);

    private static FoundDevice Found(CPUDevice device)
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new("ILGPU's emulation", AcceleratorKind.Cpu, memory, null, device.CreateAccelerator);
    }

    private static string? FaultOf(CudaDevice device) =>
        device.InstructionSet is { } set && PTXCodeGenerator.SupportedInstructionSets.Contains(set)
            ? null
            : $"ILGPU has no instruction set for its driver and compute capability {device.Architecture}";

    private static string? FaultOf(CLDevice device) =>
        !device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU) ? "an OpenCL device that is no GPU"
        : !device.Capabilities.Float64 ? "an OpenCL device without double precision"
        : device.CLStdVersion < CLCVersion.CL20 ? $"an OpenCL device of version {device.CLStdVersion}, and ILGPU asks for 2.0"
        : !device.Capabilities.GenericAddressSpace ? "an OpenCL device without a generic address space"
        : null;
}

/// <summary>A device that was found, or that was looked for in vain.</summary>
/// <param name="Name">Its name, as its driver gives it.</param>
/// <param name="Kind">What it is reached through.</param>
/// <param name="Memory">Its memory, in bytes; 0 where there is no device.</param>
/// <param name="Fault">Why nothing can be computed on it; null when it can.</param>
/// <param name="Open">Opens it; null where there is no device.</param>
internal sealed record FoundDevice(
    string Name, AcceleratorKind Kind, long Memory, string? Fault, Func<Context, Accelerator>? Open);
