using BayesMeasure.Measurements;
using BayesMeasure.Models.Backgrounds;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Problems.Smooth;

/// <summary>
/// A smooth background by the definitions alone: splines by the recursion of Cox and de Boor, and the covariance of all points,
/// W^-1 + B P^-1 B', as a dense matrix.
/// </summary>
/// <param name="background">The background.</param>
/// <param name="data">The measurement that it was made of.</param>
public sealed class DenseSmooth(SmoothBackground background, Measurement data)
{
    private readonly int count = background.Pieces + 3;
    private readonly double minimum = data.XRange.Minimum;
    private readonly double step = (data.XRange.Maximum - data.XRange.Minimum) / background.Pieces;

    /// <summary>The basis at some points within the range: a row a point.</summary>
    public Matrix<double> Basis(IReadOnlyList<double> x) =>
        Matrix<double>.Build.Dense(x.Count, count, (i, j) => Spline(j, 3, Math.Min(x[i], data.XRange.Maximum - 1e-13 * step)));

    /// <summary>
    /// The covariance P^-1 of the coefficients: what three independent anchors and third differences, independent too, make of
    /// them.
    /// </summary>
    public Matrix<double> Prior(double bend)
    {
        double none = 1e-3 * background.Scale;
        double squared = 163840.0 / 17 * (bend * bend + none * none) / Math.Pow(background.Pieces, 5);
        var rows = Matrix<double>.Build.Dense(count, count);
        (rows[0, 0], rows[1, (count - 1) / 2], rows[2, count - 1]) = (1, 1, 1);
        for (int i = 3; i < count; i++)
        {
            (rows[i, i - 3], rows[i, i - 2], rows[i, i - 1], rows[i, i]) = (-1, 3, -3, 1);
        }

        Matrix<double> columns = rows.Inverse();
        var variances = Vector<double>.Build.Dense(count, i => i < 3 ? background.Scale * background.Scale : squared);
        return columns * Matrix<double>.Build.DenseOfDiagonalVector(variances) * columns.Transpose();
    }

    /// <summary>ln N(y; peaks + center, W^-1 + B P^-1 B').</summary>
    /// <param name="peaks">All else that the model predicts.</param>
    /// <param name="deviations">The standard deviation of each point.</param>
    /// <param name="bend">The bend.</param>
    /// <param name="withDeterminant">Whether the determinant is counted; a broken twin does not.</param>
    public double LogLikelihood(
        IReadOnlyList<double> peaks, IReadOnlyList<double> deviations, double bend, bool withDeterminant = true)
    {
        var factor = Covariance(deviations, bend).Cholesky();
        Vector<double> residual = Residual(peaks);
        double own = deviations.Sum(sigma => 2 * Math.Log(sigma));
        return -0.5 * (residual.DotProduct(factor.Solve(residual)) + data.Count * Math.Log(2 * Math.PI)
            + (withDeterminant ? factor.DeterminantLn : own));
    }

    /// <summary>The mean of the background at the measured points, given all else.</summary>
    public Vector<double> Mean(IReadOnlyList<double> peaks, IReadOnlyList<double> deviations, double bend)
    {
        Matrix<double> basis = Basis(data.X);
        Matrix<double> own = basis * Prior(bend) * basis.Transpose();
        return own * Covariance(deviations, bend).Cholesky().Solve(Residual(peaks)) + background.Center;
    }

    /// <summary>The covariance of the background at the measured points, given all else.</summary>
    public Matrix<double> Scatter(IReadOnlyList<double> deviations, double bend)
    {
        Matrix<double> basis = Basis(data.X);
        Matrix<double> own = basis * Prior(bend) * basis.Transpose();
        return own - own * Covariance(deviations, bend).Cholesky().Solve(own);
    }

    /// <summary>The covariance of all points, noise and background together.</summary>
    public Matrix<double> Covariance(IReadOnlyList<double> deviations, double bend)
    {
        Matrix<double> basis = Basis(data.X);
        return Matrix<double>.Build.DenseOfDiagonalArray([.. deviations.Select(sigma => sigma * sigma)])
            + basis * Prior(bend) * basis.Transpose();
    }

    private Vector<double> Residual(IReadOnlyList<double> peaks) =>
        Vector<double>.Build.Dense(data.Count, i => data.Y[i] - peaks[i] - background.Center);

    private double Knot(int number) => minimum + (number - 3) * step;

    private double Spline(int number, int degree, double x) => degree == 0
        ? Knot(number) <= x && x < Knot(number + 1) ? 1 : 0
        : ((x - Knot(number)) * Spline(number, degree - 1, x)
            + (Knot(number + degree + 1) - x) * Spline(number + 1, degree - 1, x)) / (degree * step);
}
