namespace SpectralDeconvolution;

/// <summary>The shape of every peak.</summary>
public enum PeakShape
{
    /// <summary>a exp(-b (x - mu)^2 / 2).</summary>
    Gaussian,

    /// <summary>a / (1 + ((x - mu) / w)^2).</summary>
    Lorentzian,
}
