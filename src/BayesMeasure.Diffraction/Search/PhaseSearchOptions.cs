namespace BayesMeasure.Diffraction.Search;

/// <summary>How phases are searched.</summary>
public sealed record PhaseSearchOptions
{
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

    internal void RequireValid()
    {
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
