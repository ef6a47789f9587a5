using BayesMeasure.Numerics;

namespace BayesMeasure.Models;

/// <summary>
/// A curve that is known but for coefficients with a normal prior, m(x) + sum over j of c_j B_j(x) with c ~ N(0, P^-1), which a
/// posterior integrates out: as a curve model it is its mean m. The precision is P = A + s R, with band matrices A and R, and a
/// stiffness s that its one parameter decides.
/// </summary>
internal interface ISmoothCurve : ICurveModel
{
    /// <summary>How many functions B_j, one after the other, are not zero at an x.</summary>
    int Support { get; }

    /// <summary>What the prior knows at any stiffness; with that of R, of full rank.</summary>
    BandMatrix Anchors { get; }

    /// <summary>R: what the stiffness multiplies.</summary>
    BandMatrix Roughness { get; }

    /// <summary>The rank of R.</summary>
    int RoughnessRank { get; }

    /// <summary>The functions that are not zero at an x; returns the number of the first of them.</summary>
    /// <param name="x">The abscissa.</param>
    /// <param name="functions">Is given their values, as many as <see cref="Support"/>.</param>
    int Basis(double x, Span<double> functions);

    /// <summary>The stiffness s of a value of the parameter, with its derivative.</summary>
    (double Value, double Slope) Stiffness(double parameter);
}
