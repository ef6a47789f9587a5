using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>A normalised Gaussian inside a cube, so far from the edges that ln Z = -d ln(side).</summary>
internal sealed class CorrelatedGaussian
{
    private readonly string name;
    private readonly double edge;
    private readonly double[] mean;
    private readonly double[][] inverseFactor;
    private readonly double logPeak;

    private CorrelatedGaussian(string name, double edge, Vector<double> mean, Matrix<double> covariance)
    {
        this.name = name;
        this.edge = edge;
        this.mean = mean.ToArray();
        Matrix<double> factor = covariance.Cholesky().Factor;
        inverseFactor = factor.Inverse().ToRowArrays();
        logPeak = mean.Count * Formulas.LogNormal(0, 0, 1) - factor.Diagonal().PointwiseLog().Sum();
    }

    public EvidenceProblem Problem => new(
        name, EvidenceProblem.Cube(mean.Length, -edge, edge), LogLikelihood, -mean.Length * Math.Log(2 * edge));

    /// <summary>Three dimensions, unit variances, all correlations 0.95.</summary>
    public static CorrelatedGaussian Equicorrelated() => new(
        "gauss3d_corr",
        10,
        Vector<double>.Build.DenseOfArray([-1, 0, 1]),
        Matrix<double>.Build.Dense(3, 3, (i, j) => i == j ? 1 : 0.95));

    /// <summary>Standard deviations from 0.001 to 1 and random correlations, in a cube a million times as wide.</summary>
    public static CorrelatedGaussian WithRandomCovariance(int dimension)
    {
        var random = new RandomStream(seed: 10, chain: 0, replica: 0);
        Matrix<double> normals = Matrix<double>.Build.Dense(dimension, 2 * dimension, (_, _) => random.NextNormal());
        Matrix<double> products = normals * normals.Transpose();
        double Deviation(int i) => Math.Pow(10, -3 + 3.0 * i / (dimension - 1));
        return new(
            $"gauss_random_cov_{dimension}d",
            1000,
            Vector<double>.Build.Dense(dimension, i => -1 + 2.0 * i / (dimension - 1)),
            products.MapIndexed((i, j, sum) => sum / Math.Sqrt(products[i, i] * products[j, j]) * Deviation(i) * Deviation(j)));
    }

    private double LogLikelihood(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            double z = 0;
            for (int j = 0; j <= i; j++)
            {
                z += inverseFactor[i][j] * (x[j] - mean[j]);
            }
            sum += z * z;
        }

        return logPeak - 0.5 * sum;
    }
}
