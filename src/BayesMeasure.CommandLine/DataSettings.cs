using BayesMeasure.Formats;

namespace BayesMeasure.CommandLine;

/// <summary>Which data to read, and what is known about their noise.</summary>
public sealed record DataSettings
{
    /// <summary>The file; null for the data that the sample makes itself.</summary>
    public string? Path { get; init; }

    /// <summary>What to read of it; by default everything is found out.</summary>
    public ReadOptions Reading { get; init; } = new();

    /// <summary>The noise; null to let the data decide.</summary>
    public NoiseSetting? Noise { get; init; }
}
