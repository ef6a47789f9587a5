namespace BayesMeasure.CommandLine.Peaks;

/// <summary>What the user asks for.</summary>
public sealed record Settings
{
    /// <summary>The spectrum; without a file, the benchmark NSO-3.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The sums of peaks and backgrounds that are compared; at least one.</summary>
    public required IReadOnlyList<ModelChoice> Models { get; init; }

    /// <summary>What is known of the companions of doublets; null where there are none.</summary>
    public DoubletRules? Doublet { get; init; }

    /// <summary>Whether dips are looked for, not peaks.</summary>
    public bool AreDips { get; init; }

    /// <summary>Whether the figure's axis of x runs from right to left; null to tell by what it measures.</summary>
    public bool? IsReversed { get; init; }

    /// <summary>The priors that replace those of the rule.</summary>
    public required GivenPriors Priors { get; init; }

    /// <summary>Whether this is the built-in benchmark.</summary>
    public bool IsBenchmark => Data.Path is null;

    /// <summary>Whether a background of any model is smooth.</summary>
    public bool HasSmoothBackground => Models.Any(model => model.IsOnSmooth);

    /// <summary>The kinds of peaks that occur in any model.</summary>
    public IReadOnlyList<PeakKind> Kinds => [.. Models.SelectMany(model => model.Peaks).Select(peak => peak.Kind).Distinct()];

    /// <summary>Whether the prior of a peak is the published one, but for what the user replaced.</summary>
    public bool HasPublishedPeak => IsBenchmark && !AreDips
        && Kinds is [{ Shape: PeakShape.Gaussian, IsDoublet: false, HasStep: false }];
}
