using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// How many fused multiply-adds in double precision a CUDA device does in a second: every thread does a chain of them that
/// reads no memory, and there are more threads than it takes to hide that each waits for the one before.
/// </summary>
internal sealed class FusedMultiplyAddLimit : IDisposable
{
    private const int InChain = 64;
    private const int Chains = 1000;
    private const int ThreadsPerGroup = 256;
    private const int GroupsPerMultiprocessor = 32;

    // The chain is written as PTX, so that nothing is left to the compiler: not the fusing, and not the order.
    private const string First = "fma.rn.f64 %0, %1, %2, %3; ";
    private const string Next = "fma.rn.f64 %0, %0, %2, %3; ";
    private const string Three = Next + Next + Next;
    private const string Four = Next + Three;
    private const string Sixteen = Four + Four + Four + Four;
    private const string Chain = First + Three + Four + Four + Four + Sixteen + Sixteen + Sixteen;

    private readonly Context context;
    private readonly CudaAccelerator accelerator;
    private readonly Action<Index1D, ArrayView<double>, double, double> kernel;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> results;

    /// <param name="device">The name of the device.</param>
    public FusedMultiplyAddLimit(string device)
    {
        context = Context.Create(builder => builder.Cuda().DebugSymbols(DebugSymbolsMode.Disabled));
        accelerator = context.Devices.OfType<CudaDevice>().First(found => found.Name == device).CreateCudaAccelerator(context);
        kernel = accelerator.LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<double>, double, double>(Run, ThreadsPerGroup);
        results = accelerator.Allocate1D<double>(accelerator.NumMultiprocessors * GroupsPerMultiprocessor * ThreadsPerGroup);
        Measure();
    }

    /// <summary>Measures once, in fused multiply-adds a second.</summary>
    public double Measure()
    {
        double seconds = Clock.Seconds(() =>
        {
            kernel((int)results.Length, results.View, 0.999, 0.001);
            accelerator.Synchronize();
        });
        return (double)results.Length * Chains * InChain / seconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        results.Dispose();
        accelerator.Dispose();
        context.Dispose();
    }

    private static void Run(Index1D index, ArrayView<double> results, double factor, double addend)
    {
        double value = index;
        for (int i = 0; i < Chains; i++)
        {
            CudaAsm.Emit(Chain, out double after, value, factor, addend);
            value = after;
        }

        results[index] = value;
    }
}
