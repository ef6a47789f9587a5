using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// A line of a quadrupole-split spectrum: the transition between two neighbouring levels, whose magnetisation returns to
/// equilibrium as a sum of exponentials with fixed coefficients. Another spin, or another initial condition, is a struct of one's
/// own.
/// </summary>
public interface IRelaxingLine
{
    /// <summary>
    /// What is left of the deviation from equilibrium: 1 at the beginning, the sum of a_k exp(-(lambda_k W t)^beta) later.
    /// </summary>
    /// <param name="modes">The normal modes.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    static abstract T Deviation<T>(NormalModes<T> modes)
        where T : unmanaged, IReal<T>;
}
