namespace BayesMeasure.Priors;

/// <summary>
/// The form of a distribution in a <see cref="DistributionTable"/>: how it is drawn from, and which densities have a form of
/// their own.
/// </summary>
public enum DistributionKind
{
    /// <summary>Uniform between the bounds.</summary>
    Uniform,

    /// <summary>Uniform in the logarithm, of which <see cref="DistributionTable.Second"/> is the length.</summary>
    LogUniform,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal in the logarithm: the square of the log density is that of the coordinate.</summary>
    LogNormal,

    /// <summary>The magnitude of a normal deviate of mean 0.</summary>
    HalfNormal,

    /// <summary>A truncated normal of a narrow interval: drawn by rejection from a uniform.</summary>
    NarrowNormal,

    /// <summary>A truncated normal whose interval holds the peak of the normal: drawn by rejection from the normal.</summary>
    PeakedNormal,

    /// <summary>A truncated normal whose interval lies in a tail: drawn by rejection from an exponential.</summary>
    NormalTail,

    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>Gamma, of shape <see cref="DistributionTable.CoordinateSlope"/>.</summary>
    Gamma,

    /// <summary>
    /// Beta, of alpha <see cref="DistributionTable.CoordinateSlope"/> and beta <see cref="DistributionTable.Second"/>.
    /// </summary>
    Beta,

    /// <summary>1 with the probability <see cref="DistributionTable.Second"/>, else 0.</summary>
    Bernoulli,

    /// <summary>One of several categories, each with its probability.</summary>
    Categorical,
}
