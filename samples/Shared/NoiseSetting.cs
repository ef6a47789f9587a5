using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Samples;

/// <summary>What is known about the noise: one level, a level for each point, or nothing.</summary>
/// <param name="Model">The noise model.</param>
public sealed record NoiseSetting(GaussianNoise Model)
{
    private const double SmallestNoise = 1e-4;

    /// <summary>One unknown level, found from the data.</summary>
    public static NoiseSetting Auto { get; } = new(GaussianNoise.Unknown);

    /// <summary>A level for each point, from a column of the file.</summary>
    public static NoiseSetting Column { get; } = new(GaussianNoise.PerPoint);

    /// <summary>One known level.</summary>
    public static NoiseSetting Level(double sigma) => new(GaussianNoise.Known(sigma));

    /// <summary>Unknown noise: every factor of ten equally likely, from 1/10,000 of the range of y to all of it.</summary>
    /// <param name="data">The measured curve.</param>
    public Prior WeakPrior(Measurement data) => this == Auto
        ? new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(SmallestNoise * data.YRange.Length, data.YRange.Length) }
        : new Prior();
}
