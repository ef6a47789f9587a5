using System.Reflection;
using BayesMeasure.Gpu.Accelerators;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>A kernel as the text that a GPU's driver is given, made without a driver.</summary>
internal static class PtxLowering
{
    /// <summary>
    /// The text of a kernel, a static method closed over its generic arguments: explicitly grouped unless its first parameter is
    /// an index.
    /// </summary>
    /// <remarks>A context of its own, because one kernel that fails leaves a context that fails on every other.</remarks>
    public static PtxText Of(MethodInfo kernel, CudaArchitecture architecture) => Of(kernel, [architecture])[0];

    /// <summary>
    /// The texts of a kernel for several architectures, from one context: what they have in common is made once.
    /// </summary>
    public static PtxText[] Of(MethodInfo kernel, CudaArchitecture[] architectures)
    {
        using Context context = OpenedAccelerator.CreateContext(_ => { });
        EntryPointDescription entry = kernel.GetParameters()[0].ParameterType == typeof(Index1D)
            ? EntryPointDescription.FromImplicitlyGroupedKernel(kernel)
            : EntryPointDescription.FromExplicitlyGroupedKernel(kernel);
        return [.. architectures.Select(architecture => Lowered(context, entry, architecture))];
    }

    private static PtxText Lowered(Context context, in EntryPointDescription entry, CudaArchitecture architecture)
    {
        using var backend = new PTXBackend(context, architecture, CudaInstructionSet.ISA_78, null!);
        return new(((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly);
    }
}
