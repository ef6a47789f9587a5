namespace BayesMeasure.CommandLine.Peaks;

/// <summary>What lies beneath the peaks, or a part of it.</summary>
public enum BackgroundShape
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One level.</summary>
    Constant,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>A polynomial of a degree that is named.</summary>
    Polynomial,

    /// <summary>A smooth curve of unknown shape.</summary>
    Smooth,

    /// <summary>An exponential that rises or decays.</summary>
    Exponential,

    /// <summary>A step that follows the area of the data, after Shirley.</summary>
    Shirley,

    /// <summary>A step under each peak that follows its area, after Shirley.</summary>
    ActiveShirley,

    /// <summary>The losses of electrons on their way out, after Tougaard.</summary>
    Tougaard,

    /// <summary>A step with the tails of an arctangent.</summary>
    Arctan,

    /// <summary>A step without tails, an error function.</summary>
    Erf,

    /// <summary>A curve that was measured by itself.</summary>
    Measured,
}
