using BayesMeasure.Gpu.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Accelerators;

/// <summary>The accelerator that the engine computes on, with the compiler of its kernels.</summary>
internal sealed class OpenedAccelerator : IDisposable
{
    private readonly Context context;
    private readonly Accelerator accelerator;
    private bool isClosed;

    private OpenedAccelerator(Context context, Accelerator accelerator, IReadOnlyList<AcceleratorInfo> accelerators)
    {
        this.context = context;
        this.accelerator = accelerator;
        Accelerators = accelerators;
    }

    /// <summary>All accelerators that were found; one of them is chosen.</summary>
    public IReadOnlyList<AcceleratorInfo> Accelerators { get; }

    /// <summary>The accelerator.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Accelerator Device
    {
        get
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(GpuEngine));
            return accelerator;
        }
    }

    /// <summary>Opens the best accelerator of a kind.</summary>
    /// <exception cref="NotSupportedException">There is none that can be used; the message lists what was found.</exception>
    public static OpenedAccelerator Open(AcceleratorKind asked)
    {
        Context context = CreateContext(DeviceSearch.Register);
        try
        {
            return Open(context, DeviceSearch.In(context), asked);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>Opens the best of the devices that were found.</summary>
    /// <remarks>One that cannot be opened, since another program has it, say, is passed over as one with a fault.</remarks>
    /// <exception cref="NotSupportedException">There is none that can be used; the message lists what was found.</exception>
    public static OpenedAccelerator Open(Context context, IReadOnlyList<FoundDevice> found, AcceleratorKind asked)
    {
        var choice = new AcceleratorChoice(found, asked);
        FoundDevice taken = choice.Taken ?? throw new NotSupportedException(NoneOf(choice.Accelerators, asked));
        try
        {
            return new(context, taken.Open!(context), choice.Accelerators);
        }
        catch (Exception exception) when (exception is AcceleratorException or CapabilityNotSupportedException)
        {
            FoundDevice closed = taken with { Fault = $"it could not be opened: {exception.Message}" };
            return Open(context, [.. found.Select(device => ReferenceEquals(device, taken) ? closed : device)], asked);
        }
    }

    /// <summary>
    /// A compiler of kernels. libdevice, the library of mathematical functions of NVIDIA's toolkit, is left out on purpose:
    /// results do not depend on what is installed.
    /// </summary>
    /// <param name="register">Makes devices known to it.</param>
    public static Context CreateContext(Action<Context.Builder> register)
    {
        Context context = Context.Create(builder => register(
            builder.Optimize(OptimizationLevel.O2).DebugSymbols(DebugSymbolsMode.Disabled)));
        DeviceIntrinsics.Register(context);
        return context;
    }

    /// <summary>Gives the accelerator back.</summary>
    public void Dispose()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        accelerator.Dispose();
        context.Dispose();
    }

    private static string NoneOf(IReadOnlyList<AcceleratorInfo> found, AcceleratorKind asked)
    {
        string kind = asked == AcceleratorKind.Best ? "accelerator" : $"accelerator of the kind {asked}";
        string list = string.Join(Environment.NewLine, found.Select(accelerator => $"  {accelerator}"));
        return $"No {kind} can be used. Found were:{Environment.NewLine}{list}{Environment.NewLine}"
            + $"{nameof(GpuOptions)}.{nameof(GpuOptions.Accelerator)} asks for another kind.";
    }
}
