namespace BayesMeasure.CommandLine.Decays;

/// <summary>The line whose recovery is measured.</summary>
public enum Line
{
    /// <summary>A spin 1/2, or a quadrupolar nucleus in a cubic environment: one exponential.</summary>
    Half,

    /// <summary>The central line of a spin 3/2.</summary>
    Central32,

    /// <summary>A satellite of a spin 3/2.</summary>
    Satellite32,

    /// <summary>The central line of a spin 5/2.</summary>
    Central52,

    /// <summary>An inner satellite of a spin 5/2.</summary>
    Inner52,

    /// <summary>An outer satellite of a spin 5/2.</summary>
    Outer52,
}
