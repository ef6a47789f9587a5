using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Models;
using BayesMeasure.Numerics;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>A component as the text that a GPU is given, without a driver.</summary>
internal static class ComponentLowering
{
    public static string Of<TComponent>()
        where TComponent : struct, IComponent => Of(Kernel<TComponent>);

    private static string Of(Action<ArrayView<double>, ArrayView<double>> kernel)
    {
        using var context = OpenedAccelerator.CreateContext(_ => { });
        using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var entry = EntryPointDescription.FromExplicitlyGroupedKernel(kernel.Method);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }

    private static void Kernel<TComponent>(ArrayView<double> parameters, ArrayView<double> values)
        where TComponent : struct, IComponent =>
        values[Grid.IdxX] = TComponent.Evaluate<Scalar, View>(values[Grid.IdxX], new(parameters)).Value;

    private readonly struct View(ArrayView<double> values) : IParameters<Scalar>
    {
        private readonly ArrayView<double> values = values;

        public Scalar this[int index] => new(values[index]);
    }
}
