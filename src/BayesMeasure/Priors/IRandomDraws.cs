using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Priors;

/// <summary>
/// The random numbers that a draw from a <see cref="DistributionTable"/> takes: those of <see cref="RandomStream"/>, from
/// wherever an engine has them.
/// </summary>
public interface IRandomDraws
{
    /// <summary><see cref="RandomStream.NextUniform"/>.</summary>
    double NextUniform();

    /// <summary><see cref="RandomStream.NextLogUniform"/>.</summary>
    double NextLogUniform();

    /// <summary><see cref="RandomStream.NextNormal"/>.</summary>
    double NextNormal();

    /// <summary><see cref="RandomStream.NextGamma"/>.</summary>
    double NextGamma(double shape);

    /// <summary>The natural logarithm of a gamma draw, which no small shape makes underflow.</summary>
    double NextLogGamma(double shape);
}
