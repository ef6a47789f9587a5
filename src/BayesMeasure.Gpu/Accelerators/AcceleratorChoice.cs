namespace BayesMeasure.Gpu.Accelerators;

/// <summary>
/// Which of the devices that were found is taken: a CUDA device before an OpenCL one, and the emulation on the CPU last; among
/// those of a kind the one with the most memory.
/// </summary>
internal sealed class AcceleratorChoice
{
    private readonly AcceleratorKind asked;

    /// <summary>Chooses.</summary>
    /// <param name="found">The devices, in the order in which they were found.</param>
    /// <param name="asked">The kind that is asked for.</param>
    public AcceleratorChoice(IReadOnlyList<FoundDevice> found, AcceleratorKind asked)
    {
        this.asked = asked;
        Taken = found.Where(device => device.Fault is null && IsAsked(device))
            .OrderBy(device => device.Kind) // The kinds are listed from the fastest to the slowest.
            .ThenByDescending(device => device.Memory)
            .FirstOrDefault();
        Accelerators = [.. found.Select(Described)];
    }

    /// <summary>The device that is taken; null when none can be.</summary>
    public FoundDevice? Taken { get; }

    /// <summary>All of them, with why the others are not taken.</summary>
    public IReadOnlyList<AcceleratorInfo> Accelerators { get; }

    private AcceleratorInfo Described(FoundDevice device) => new(device.Name, device.Kind, device.Memory, RefusalOf(device));

    private bool IsAsked(FoundDevice device) => asked == AcceleratorKind.Best || asked == device.Kind;

    private string? RefusalOf(FoundDevice device) =>
        ReferenceEquals(device, Taken) ? null
        : device.Fault is { } fault ? fault
        : !IsAsked(device) ? "not asked for"
        : device.Kind != Taken!.Kind ? "slower than the one taken"
        : device.Memory < Taken.Memory ? "less memory than the one taken"
        : "as good as the one taken";
}
