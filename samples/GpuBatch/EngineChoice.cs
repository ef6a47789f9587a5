using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Samples;

namespace GpuBatch;

/// <summary>Which engine samples, and why.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Reason">Why it is another than one might expect; null where it is not.</param>
public sealed record EngineChoice(IBatchEngine Engine, string? Reason)
{
    /// <summary>
    /// The GPU that is asked for. Where there is none and the user did not insist, the CPU: ILGPU's emulation of a GPU is slower.
    /// </summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The accelerator that is asked for cannot be had.</exception>
    public static EngineChoice For(Settings settings)
    {
        if (settings.UsesCpu)
        {
            return new(new CpuBatchEngine([]), null);
        }
        GpuEngine gpu;
        try
        {
            gpu = GpuEngine.Create(settings.Gpu);
        }
        catch (GpuRefusedException refusal)
        {
            throw new UserErrorException($"{UserErrorException.Sentence(refusal)}\nUse --cpu to run without a GPU.", refusal);
        }

        bool isGpu = gpu.Accelerators.Any(accelerator => accelerator is { IsChosen: true, Kind: not AcceleratorKind.Cpu });
        if (isGpu || settings.Gpu.Accelerator == AcceleratorKind.Cpu)
        {
            return new(new GpuBatchEngine(gpu), null);
        }
        using (gpu)
        {
            string precision = settings.Gpu.SinglePrecision ? " The CPU computes in double precision." : "";
            return new(
                new CpuBatchEngine(gpu.Accelerators),
                "No GPU was found, and ILGPU's emulation of one, which --accelerator cpu takes, is slower." + precision);
        }
    }
}
