using System.Globalization;

namespace BayesMeasure.Gpu.Accelerators;

/// <summary>An accelerator that was found on this machine, or a kind of which there is none.</summary>
/// <param name="Name">The name that its driver gives.</param>
/// <param name="Kind">What it is reached through.</param>
/// <param name="Memory">Its memory, in bytes; 0 where there is no device.</param>
/// <param name="Refusal">Why it was not taken; null for the one that was.</param>
public sealed record AcceleratorInfo(string Name, AcceleratorKind Kind, long Memory, string? Refusal)
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Whether it is the one that the engine computes on.</summary>
    public bool IsChosen => Refusal is null;

    /// <summary>The accelerator as a line of a table: kind, name, memory, and whether it is used or why not.</summary>
    public override string ToString()
    {
        string memory = Memory > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Memory / Gibibyte:0.0} GiB") : "";
        return $"{Kind,-6}  {Name}{memory}: {Refusal ?? "in use"}";
    }
}
