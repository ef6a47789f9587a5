using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace BayesMeasure.Gpu.Accelerators;

/// <summary>The libraries of the drivers of GPUs.</summary>
internal static class Drivers
{
    /// <summary>The name that ILGPU knows a library by, and that of the file as a bare driver installs it.</summary>
    private static readonly Dictionary<string, string> Files = OperatingSystem.IsWindows()
        ? new() { ["nvcuda"] = "nvcuda.dll", ["opencl"] = "OpenCL.dll" }
        : new() { ["cuda"] = "libcuda.so.1", ["OpenCL"] = "libOpenCL.so.1" };

    /// <summary>The file of CUDA's driver when it is not installed; null when it is.</summary>
    public static string? MissingCuda => Missing(OperatingSystem.IsWindows() ? "nvcuda" : "cuda");

    /// <summary>The file of OpenCL when it is not installed; null when it is.</summary>
    public static string? MissingOpenCL => Missing(OperatingSystem.IsWindows() ? "opencl" : "OpenCL");

    /// <summary>
    /// Lets ILGPU find what is installed: it asks for libcuda.so and libOpenCL.so, which on many systems come with the tools of
    /// developers only. What is not found so is then looked for under the name that every driver installs.
    /// </summary>
    public static void Resolve()
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll -= Load;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Load;
    }

    private static string? Missing(string library) => NativeLibrary.TryLoad(Files[library], out _) ? null : Files[library];

    private static nint Load(Assembly assembly, string library) =>
        Files.TryGetValue(library, out string? file) && NativeLibrary.TryLoad(file, out nint handle) ? handle : 0;
}
