namespace BayesMeasure.Numerics.Random;

/// <summary>
/// What a draw is for. Each purpose has a sequence of its own, so that the i-th normal of a sweep does not depend on how
/// many uniforms were drawn before it. The values are part of the bit layout of <see cref="RandomStream"/>: at most 16.
/// </summary>
internal enum RandomPurpose
{
    Uniform = 0,
    LogUniform = 1,
    Normal = 2,
}
