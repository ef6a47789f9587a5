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
}
