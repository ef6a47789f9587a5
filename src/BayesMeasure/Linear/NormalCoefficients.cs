using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>Coefficients with the normal distribution N(mean, factor factor').</summary>
internal sealed class NormalCoefficients
{
    /// <summary>The coefficients of a fit, their covariance scale^2 (X'X)^-1.</summary>
    public NormalCoefficients(LinearRegression regression, TriangularFit fit, double scale)
    {
        Mean = regression.Coordinates.ToCoefficients(fit.Solve());
        Factor = regression.Coordinates.ToCoefficients(fit.InverseFactor()) * scale;
    }

    public Vector<double> Mean { get; }

    public Matrix<double> Factor { get; }
}
