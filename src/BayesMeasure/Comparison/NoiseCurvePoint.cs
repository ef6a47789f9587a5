using BayesMeasure.Inference;

namespace BayesMeasure.Comparison;

/// <summary>The free energy of a model at one level of the noise.</summary>
public sealed record NoiseCurvePoint
{
    /// <summary>sigma, in units of y; for noise point by point, the factor of the measurement's own sigmas.</summary>
    public required double NoiseLevel { get; init; }

    /// <summary>b = 1/sigma^2.</summary>
    public double Precision => 1 / (NoiseLevel * NoiseLevel);

    /// <summary>beta = b/b_max, where the ladder of the run has this level of the noise.</summary>
    public required double InverseTemperature { get; init; }

    /// <summary>F(b) with all normalising constants, and its error; both NaN where neighbouring rungs do not overlap.</summary>
    public required FreeEnergyEstimate FreeEnergy { get; init; }

    /// <summary>
    /// How many samples the run has here, in units of the number of samples of one rung: about 1 or more on a ladder whose rungs
    /// overlap well, and much less where they are too far apart.
    /// </summary>
    public required double Overlap { get; init; }
}
