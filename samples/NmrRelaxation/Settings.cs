using BayesMeasure.Samples;

namespace NmrRelaxation;

/// <summary>What the user asks for.</summary>
public sealed record Settings
{
    /// <summary>The curve; without a file, one of the experiments.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The number of the experiment that is made where there is no file.</summary>
    public int Experiment { get; init; } = 1;

    /// <summary>The numbers of components to compare.</summary>
    public required ComponentRange Components { get; init; }

    /// <summary>What is measured.</summary>
    public RelaxationForm Form { get; init; }

    /// <summary>The line whose recovery is measured.</summary>
    public Line Line { get; init; }

    /// <summary>The priors that replace those of the rule.</summary>
    public required GivenPriors Priors { get; init; }

    /// <summary>Whether the data are made here.</summary>
    public bool IsExperiment => Data.Path is null;
}
