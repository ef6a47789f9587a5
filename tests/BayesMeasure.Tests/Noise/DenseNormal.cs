using BayesMeasure.Measurements;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Tests.Noise;

/// <summary>The normal distribution of a whole measurement by dense matrix algebra: the oracle of correlated noise.</summary>
internal static class DenseNormal
{
    /// <summary>ln N(residual; 0, covariance).</summary>
    public static double LogDensity(IEnumerable<double> residual, Matrix<double> covariance)
    {
        Cholesky<double> factor = covariance.Cholesky();
        Vector<double> r = Vector<double>.Build.DenseOfEnumerable(residual);
        return -0.5 * (r * factor.Solve(r) + factor.DeterminantLn + r.Count * Math.Log(2 * Math.PI));
    }

    /// <summary>s_i s_j exp(-|x_i - x_j| / length).</summary>
    public static Matrix<double> Exponential(Measurement data, Func<int, double> level, double length) =>
        Matrix<double>.Build.Dense(data.Count, data.Count, (i, j) =>
            level(i) * level(j) * Math.Exp(-Math.Abs(data.X[i] - data.X[j]) / length));

    /// <summary>s_i s_j times the correlation of white noise that was averaged.</summary>
    public static Matrix<double> Averaged(int count, Func<int, double> level, double[] weights)
    {
        Matrix<double> average = Matrix<double>.Build.Dense(count, count + weights.Length - 1, (i, k) =>
            k >= i && k - i < weights.Length ? weights[k - i] : 0);
        Matrix<double> covariance = average * average.Transpose();
        return Matrix<double>.Build.Dense(count, count, (i, j) => level(i) * level(j) * covariance[i, j] / covariance[0, 0]);
    }
}
