using BayesMeasure.CommandLine;
using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>Which engine moves the replicas, and why.</summary>
/// <param name="Gpu">The accelerator; null for the CPU.</param>
/// <param name="Accelerators">All that were found, with why each was refused; empty where none was looked for.</param>
/// <param name="Reason">Why it is another than one might expect; null where it is not.</param>
public sealed record EngineChoice(GpuEngine? Gpu, IReadOnlyList<AcceleratorInfo> Accelerators, string? Reason) : IDisposable
{
    /// <summary>Its name, for the report.</summary>
    public string Name => Gpu is null
        ? $"{nameof(ReplicaExchange)} on {Environment.ProcessorCount} cores of the CPU"
        : $"{nameof(GpuEngine)} on {Gpu.Accelerator.Name}";

    /// <summary>
    /// The GPU that is asked for. Where there is none and the user did not insist, the CPU: ILGPU's emulation of a GPU is slower.
    /// </summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The accelerator that is asked for cannot be had.</exception>
    public static EngineChoice For(Settings settings)
    {
        if (settings.UsesCpu)
        {
            return new(null, [], null);
        }

        GpuEngine gpu = Create(settings.Gpu);
        if (gpu.Accelerator.Kind != AcceleratorKind.Cpu || settings.Gpu.Accelerator == AcceleratorKind.Cpu)
        {
            return new(gpu, gpu.Accelerators, null);
        }

        using (gpu)
        {
            string precision = settings.Gpu.SinglePrecision ? " The CPU computes in double precision." : "";
            return new(
                null,
                gpu.Accelerators,
                "No GPU was found, and ILGPU's emulation of one, which --accelerator cpu takes, is slower." + precision);
        }
    }

    /// <summary>The settings of the sampler, with this engine.</summary>
    public ReplicaExchangeOptions With(ReplicaExchangeOptions options) => Gpu is null ? options : options with { Engine = Gpu };

    /// <inheritdoc/>
    public void Dispose() => Gpu?.Dispose();

    private static GpuEngine Create(GpuOptions options)
    {
        try
        {
            return GpuEngine.Create(options);
        }
        catch (NotSupportedException refusal)
        {
            throw new UserErrorException($"{UserErrorException.Sentence(refusal)}\nUse --cpu to run without a GPU.", refusal);
        }
    }
}
