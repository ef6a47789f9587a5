using BayesMeasure.Samples;

namespace SpectralDeconvolution;

/// <summary>What the user asks for.</summary>
public sealed record Settings
{
    /// <summary>The spectrum; without a file, the benchmark NSO-3.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The numbers of peaks to compare.</summary>
    public required ComponentRange Peaks { get; init; }

    /// <summary>The shape of every peak.</summary>
    public PeakShape Shape { get; init; }

    /// <summary>The background.</summary>
    public BackgroundShape Background { get; init; }

    /// <summary>The priors that replace those of the rule.</summary>
    public required GivenPriors Priors { get; init; }

    /// <summary>Whether this is the built-in benchmark.</summary>
    public bool IsBenchmark => Data.Path is null;

    /// <summary>Whether the prior of a peak is the published one, but for what the user replaced.</summary>
    public bool HasPublishedPeak => IsBenchmark && Shape == PeakShape.Gaussian;
}
