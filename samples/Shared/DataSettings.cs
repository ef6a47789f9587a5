using BayesMeasure.Measurements;

namespace BayesMeasure.Samples;

/// <summary>Which data to read, and what is known about their noise.</summary>
public sealed record DataSettings
{
    /// <summary>The file; null for the data that the sample makes itself.</summary>
    public string? Path { get; init; }

    /// <summary>The column of x; null for the usual one.</summary>
    public CsvColumn? X { get; init; }

    /// <summary>The column of y; null for the usual one.</summary>
    public CsvColumn? Y { get; init; }

    /// <summary>The column of the standard deviations; null for the usual one, if there is one.</summary>
    public CsvColumn? Sigma { get; init; }

    /// <summary>The noise; null to let the data decide.</summary>
    public NoiseSetting? Noise { get; init; }
}
