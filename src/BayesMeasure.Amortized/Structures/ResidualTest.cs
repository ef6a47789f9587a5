using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// Whether columns with the conjugate prior describe a curve. With W = (I + v X X')^-1, the size y'Wy a / (b n) has the F
/// distribution with n and 2a degrees of freedom, and e = Wy has the covariance s^2 W, so that e'Le / e'e with the lag matrix L
/// tells, whatever s is, whether neighbours resemble each other more than noise does.
/// </summary>
internal sealed class ResidualTest
{
    private static readonly int[] Lags = [1, 2];

    private readonly Matrix<double> precision;
    private readonly Vector<double> values;
    private readonly double shape;
    private readonly double rate;

    /// <param name="columns">X in units of the noise of each point: a row a point.</param>
    /// <param name="values">y in the same units.</param>
    /// <param name="variance">v.</param>
    /// <param name="shape">a.</param>
    /// <param name="rate">b.</param>
    public ResidualTest(Matrix<double> columns, double[] values, double variance, double shape, double rate)
    {
        this.shape = shape;
        this.rate = rate;
        this.values = Vector<double>.Build.Dense(values);
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(values.Length);
        Matrix<double> covariance = columns.ColumnCount == 0
            ? identity
            : identity + variance * columns.TransposeAndMultiply(columns);
        precision = covariance.Cholesky().Solve(identity);
    }

    /// <summary>The least of the probabilities of something as strange, times their number.</summary>
    public double Probability =>
        Math.Min(1, (Lags.Length + 1) * Lags.Select(ProbabilityOfLag).Append(ProbabilityOfSize).Min());

    private double ProbabilityOfSize
    {
        get
        {
            double size = values * (precision * values) * shape / (rate * values.Count);
            double below = FisherSnedecor.CDF(values.Count, 2 * shape, size);
            return 2 * Math.Min(below, 1 - below);
        }
    }

    private double ProbabilityOfLag(int lag)
    {
        int count = values.Count;
        if (lag >= count)
        {
            return 1;
        }

        Matrix<double> neighbours = Matrix<double>.Build.Dense(
            count, count, (i, j) => Math.Abs(i - j) == lag ? 0.5 : 0);
        Vector<double> residual = precision * values;
        double found = residual * (neighbours * residual) / (residual * residual);
        Matrix<double> weighted = neighbours * precision;
        double trace = precision.Trace();
        double mean = weighted.Trace() / trace;
        Matrix<double> centred = weighted - mean * precision;
        double deviation = Math.Sqrt(2 * (centred * centred).Trace()) / trace;
        return deviation > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(found - mean) / deviation) : 1;
    }
}
