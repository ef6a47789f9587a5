namespace BayesMeasure.CommandLine.Decays;

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

/// <summary>What is measured after the pulse.</summary>
public enum RelaxationForm
{
    /// <summary>A decay to an offset, A exp(-(W t)^beta) + C: T2, or photoluminescence.</summary>
    Decay,

    /// <summary>A recovery from 0, M0 [1 - exp(-(W t)^beta)].</summary>
    Saturation,

    /// <summary>A recovery from -M0, M0 [1 - 2 exp(-(W t)^beta)].</summary>
    Inversion,
}
