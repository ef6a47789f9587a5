using BayesMeasure.Noise;

namespace SpectralDeconvolution;

/// <summary>What is known about the noise: one level, a level for each point, or nothing.</summary>
/// <param name="Model">The noise model.</param>
public sealed record NoiseSetting(GaussianNoise Model)
{
    /// <summary>One unknown level, found from the data.</summary>
    public static NoiseSetting Auto { get; } = new(GaussianNoise.Unknown);

    /// <summary>A level for each point, from a column of the file.</summary>
    public static NoiseSetting Column { get; } = new(GaussianNoise.PerPoint);

    /// <summary>One known level.</summary>
    public static NoiseSetting Level(double sigma) => new(GaussianNoise.Known(sigma));
}
