using BayesMeasure.Variational;

namespace BayesMeasure.Diffraction.Search;

/// <summary>How phases are searched.</summary>
public sealed record PhaseSearchOptions
{
    /// <summary>What answers: <see cref="PhaseMethod.Gibbs"/> by default.</summary>
    public PhaseMethod Method { get; init; } = PhaseMethod.Gibbs;

    /// <summary>The number of phases that is expected beforehand, above 0: 3 by default. Their prior odds are equal.</summary>
    public double ExpectedPhases { get; init; } = 3;

    /// <summary>The most phases that a set may have: 1 to 30, 12 by default.</summary>
    public int MostPhases { get; init; } = 12;

    /// <summary>
    /// The largest strain of a cell, by temperature or solid solution: above 0 and at most 0.02; 0.003 by default.
    /// </summary>
    public double LargestStrain { get; init; } = 0.003;

    /// <summary>The largest shift of all lines in degrees of 2 theta: 0 to 1, 0.3 by default.</summary>
    public double LargestShift { get; init; } = 0.3;

    /// <summary>The share of a Bragg intensity that no model explains: 0 to 0.5, 0.04 by default.</summary>
    public double ModelError { get; init; } = 0.04;

    /// <summary>The relative standard deviation of the intensity of a line: 0 to 0.5, 0.08 by default.</summary>
    public double LineError { get; init; } = 0.08;

    /// <summary>
    /// The standard deviation of the logarithm of a phase's height beyond what the pattern tells, by microabsorption above
    /// all: 0 to 1. With 0.2, the default, 95 % intervals hold 24 of 24 weights of the ten weighed mixtures that it was chosen
    /// by, with 0.17 19 of them.
    /// </summary>
    public double SystematicError { get; init; } = 0.2;

    /// <summary>The degree of the Chebyshev polynomials of the background: 0 to 30, 9 by default.</summary>
    public int BackgroundDegree { get; init; } = 9;

    /// <summary>
    /// Whether a broad hump of what is amorphous is fitted beside the background: false by default. It is told as a share of
    /// intensity, and never as one of weight.
    /// </summary>
    public bool HasHump { get; init; }

    /// <summary>
    /// The candidate that was weighed in as an internal standard, and its share of the weight of the whole, above 0 and below
    /// 1: what is amorphous follows. Null, the default, without one.
    /// </summary>
    public (string Phase, double WeightFraction)? InternalStandard { get; init; }

    /// <summary>
    /// The diameter of grains in micrometres, above 0 and at most 100, for Brindley's correction of microabsorption; null, the
    /// default, for none. The candidates must be structures, whose absorption is known.
    /// </summary>
    public double? GrainDiameter { get; init; }

    /// <summary>The diameters of the grains of single candidates, by name, where they differ from those of all others.</summary>
    public IReadOnlyDictionary<string, double> GrainDiameters { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// The number of patterns that are searched side by side, by <see cref="PhaseSearch.OfAll"/>; 0, the default, takes one a
    /// processor. It changes no result.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Who fits the guides of <see cref="PhaseMethod.Variational"/>, such as a GPU; null, the default, for the host.
    /// </summary>
    public ISelectionEngine? Engine { get; init; }

    internal bool CorrectsMicroabsorption => GrainDiameter != null || GrainDiameters.Count > 0;

    /// <summary>The diameter of the grains of a phase; 0, of grains that hide nothing, where none is told.</summary>
    internal double DiameterOf(string phase) => GrainDiameters.TryGetValue(phase, out double own) ? own : GrainDiameter ?? 0;

    /// <summary>The logarithm of the prior odds of each of some candidates.</summary>
    internal double[] LogOdds(int candidates)
    {
        double share = Math.Min(0.5, ExpectedPhases / candidates);
        return [.. Enumerable.Repeat(Math.Log(share / (1 - share)), candidates)];
    }

    internal void RequireValid()
    {
        if (Threads < 0)
        {
            throw new ArgumentException($"The number of threads is {Threads}: 0 or more.");
        }

        if (Engine != null && Method != PhaseMethod.Variational)
        {
            throw new ArgumentException(
                $"An engine fits guides, and {Method} has none: set {nameof(Method)} to {PhaseMethod.Variational}.");
        }

        if (GrainDiameters.Values.Append(GrainDiameter ?? 1).FirstOrDefault(diameter => !(diameter is > 0 and <= 100), 1)
            is not 1 and var wrong)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The diameter of grains is {wrong}: above 0 and at most 100 micrometres."));
        }

        if (InternalStandard is { WeightFraction: not (> 0 and < 1) } standard)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The weight fraction of the internal standard {standard.Phase} is {standard.WeightFraction}: ")
                + "above 0 and below 1.");
        }

        if (!Enum.IsDefined(Method))
        {
            throw new ArgumentException($"There is no method {Method} of searching phases.");
        }

        bool areNumbers = double.IsFinite(
            ExpectedPhases + LargestStrain + LargestShift + ModelError + LineError + SystematicError);
        if (!areNumbers || ExpectedPhases <= 0 || MostPhases is < 1 or > 30 || LargestStrain is not (> 0 and <= 0.02)
            || LargestShift is not (>= 0 and <= 1) || ModelError is not (>= 0 and <= 0.5)
            || LineError is not (>= 0 and <= 0.5) || SystematicError is not (>= 0 and <= 1) || BackgroundDegree is < 0 or > 30)
        {
            throw new ArgumentException($"An option of the search is out of its range: {this}.");
        }
    }
}
