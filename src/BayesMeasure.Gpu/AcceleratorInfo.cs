namespace BayesMeasure.Gpu;

/// <summary>An accelerator that was found on this machine.</summary>
/// <param name="Name">The name that its driver gives.</param>
/// <param name="Kind">What it is reached through.</param>
/// <param name="Memory">Its memory, in bytes.</param>
/// <param name="Refusal">Why it was not taken; null for the one that was.</param>
public sealed record AcceleratorInfo(string Name, AcceleratorKind Kind, long Memory, string? Refusal)
{
    /// <summary>Whether it is the one that the engine computes on.</summary>
    public bool IsChosen => Refusal is null;
}
