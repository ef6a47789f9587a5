using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace BayesMeasure.Gpu.Tests;

/// <summary>ILGPU's accelerator on the processor for kernels in groups of one thread, shared by the tests of a class.</summary>
public sealed class OneThreadAccelerator : IDisposable
{
    private readonly Context context = Context.Create(builder => builder.CPU(new CPUDevice(2, 1, 2)));

    public OneThreadAccelerator() => Accelerator = context.CreateCPUAccelerator(0);

    public Accelerator Accelerator { get; }

    /// <summary>So many groups of one thread.</summary>
    public static KernelConfig Groups(int count) => new(count, 1);

    /// <summary>What a kernel writes into its last argument.</summary>
    public double[] Written(int length, Action<ArrayView<double>> launch)
    {
        using MemoryBuffer1D<double, Stride1D.Dense> output = Accelerator.Allocate1D<double>(length);
        launch(output.View.BaseView);
        Accelerator.Synchronize();
        return output.GetAsArray1D();
    }

    public void Dispose()
    {
        Accelerator.Dispose();
        context.Dispose();
    }
}
