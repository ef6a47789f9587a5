namespace SpectralDeconvolution;

/// <summary>What all models have in common beneath the peaks.</summary>
public enum BackgroundShape
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One level.</summary>
    Constant,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>An exponential that rises or decays.</summary>
    Exponential,

    /// <summary>A step that follows the area of the data, after Shirley.</summary>
    Shirley,
}
