namespace BayesMeasure.Sensitivity;

/// <summary>What a comparison becomes when the width of one prior is scaled in all models that have it.</summary>
public sealed record ScaledComparison
{
    internal ScaledComparison(string name, double factor)
    {
        Name = name;
        Factor = factor;
    }

    /// <summary>The parameter whose prior is scaled, without the number of the component.</summary>
    public string Name { get; }

    /// <summary>What the width of the prior is multiplied by, as <see cref="Priors.Distribution.Scaled"/> defines it.</summary>
    public double Factor { get; }

    /// <summary>log Z of every model, in the order of the comparison; unchanged for a model without this prior.</summary>
    public required IReadOnlyList<ScaledEvidence> Evidences { get; init; }

    /// <summary>
    /// p(model | data) of every model. NaN for a model whose log Z reweighting cannot give; it is left out of the sum where it
    /// had less than 0.001 before, and all are NaN where it had more.
    /// </summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The standard error of every probability, which follows from those of log Z.</summary>
    public required IReadOnlyList<double> ProbabilityStandardErrors { get; init; }
}
