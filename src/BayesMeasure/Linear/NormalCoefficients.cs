using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>Coefficients with the normal distribution N(mean, factor factor').</summary>
internal sealed class NormalCoefficients
{
    /// <summary>The coefficients of a fit, their covariance scale^2 (X'X)^-1.</summary>
    public NormalCoefficients(TriangularFit fit, double scale)
    {
        Mean = fit.Solve();
        Factor = fit.InverseFactor() * scale;
    }

    /// <summary>Coefficients with a mean and a factor of their covariance.</summary>
    public NormalCoefficients(Vector<double> mean, Matrix<double> factor) => (Mean, Factor) = (mean, factor);

    public Vector<double> Mean { get; }

    public Matrix<double> Factor { get; }
}
