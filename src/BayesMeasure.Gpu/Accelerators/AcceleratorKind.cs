namespace BayesMeasure.Gpu.Accelerators;

/// <summary>What a <see cref="GpuEngine"/> computes on.</summary>
public enum AcceleratorKind
{
    /// <summary>The best that is found: a CUDA device, else an OpenCL GPU, else the emulation on the CPU.</summary>
    Best,

    /// <summary>A GPU of NVIDIA through its driver.</summary>
    Cuda,

    /// <summary>A GPU through OpenCL.</summary>
    OpenCL,

    /// <summary>
    /// ILGPU's emulation of a GPU on the CPU: for correctness only, since it is much slower than <c>ReplicaExchange</c>.
    /// </summary>
    Cpu,
}
