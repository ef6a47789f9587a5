namespace BayesMeasure.Numerics.Random;

/// <summary>
/// What a draw is for. Each purpose has a sequence of its own, so that the i-th normal of a sweep does not depend on how
/// many uniforms were drawn before it. The values are part of the bit layout of <see cref="RandomStream"/>: at most 16.
/// </summary>
public enum RandomPurpose
{
    /// <summary>Uniform draws.</summary>
    Uniform = 0,

    /// <summary>Logarithms of uniform draws.</summary>
    LogUniform = 1,

    /// <summary>Standard normal draws.</summary>
    Normal = 2,
}
