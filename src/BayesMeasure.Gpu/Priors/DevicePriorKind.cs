namespace BayesMeasure.Gpu.Priors;

/// <summary>How a distribution is drawn from on a device, and which densities have a form of their own.</summary>
internal enum DevicePriorKind
{
    Uniform,
    LogUniform,
    Normal,
    LogNormal,
    HalfNormal,

    /// <summary>A truncated normal of a narrow interval: by rejection from a uniform.</summary>
    NarrowNormal,

    /// <summary>A truncated normal whose interval holds the peak of the normal: by rejection from the normal.</summary>
    PeakedNormal,

    /// <summary>A truncated normal whose interval lies in a tail: by rejection from an exponential.</summary>
    NormalTail,
    Exponential,
    Gamma,
    Beta,
    Bernoulli,
    Categorical,
}
