namespace BayesMeasure.CommandLine;

/// <summary>What the user of any comparison of models may ask for.</summary>
public sealed record ComparisonSettings
{
    /// <summary>Where the results go, and in which forms.</summary>
    public required OutputSettings Output { get; init; }

    /// <summary>The priors that replace those of the rule.</summary>
    public required GivenPriors Priors { get; init; }

    /// <summary>How probable the models are before the data.</summary>
    public ModelPriorSetting ModelPrior { get; init; } = ModelPriorSetting.Uniform;

    /// <summary>Whether no more components are possible than the most that are tried.</summary>
    public bool IsLimited { get; init; }

    /// <summary>How long to sample, and with which seed.</summary>
    public required SamplingSettings Sampling { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }
}
