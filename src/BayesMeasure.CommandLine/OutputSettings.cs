namespace BayesMeasure.CommandLine;

/// <summary>Where the results go, and in which forms.</summary>
public sealed record OutputSettings
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The formats and the width of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>The files of draws.</summary>
    public IReadOnlyList<DrawsFormat> Draws { get; init; } = [];

    /// <summary>Whether all figures and the report are written, and not only the numbers and the first figure.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The command line that repeats it; null where none is known.</summary>
    public string? Command { get; init; }
}
