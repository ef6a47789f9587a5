using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// The exact answer for a model that is linear in its unknowns, theta ~ N(m, S), and for known Gaussian noise C: the data are
/// N(A m + f, A S A' + C), and the posterior is Gaussian. A and f are read off the model's own predictions.
/// </summary>
internal sealed class LinearOracle
{
    public LinearOracle(Posterior posterior)
    {
        int count = posterior.Parameters.Count;
        double[] x = [.. posterior.Measurement.X];
        var constant = Vector<double>.Build.Dense(posterior.Predict(new double[count], x));
        var design = Matrix<double>.Build.DenseOfColumns(Enumerable.Range(0, count).Select(k => Column(posterior, x, k)));
        design = design.MapIndexed((row, _, value) => value - constant[row]);
        var mean = Vector<double>.Build.DenseOfEnumerable(posterior.Parameters.Select(p => p.Prior.Mean));
        var prior = Matrix<double>.Build.DenseOfDiagonalArray(
            [.. posterior.Parameters.Select(p => p.Prior.StandardDeviation * p.Prior.StandardDeviation)]);
        var noise = Matrix<double>.Build.DenseOfDiagonalArray([.. posterior.Measurement.Sigma!.Value.Select(s => s * s)]);

        Matrix<double> evidence = design * prior * design.Transpose() + noise;
        Vector<double> residual = Vector<double>.Build.DenseOfEnumerable(posterior.Measurement.Y) - design * mean - constant;
        LogEvidence = -0.5
            * (x.Length * Math.Log(2 * Math.PI) + evidence.Cholesky().DeterminantLn + residual * evidence.Inverse() * residual);
        Matrix<double> gain = prior * design.Transpose() * evidence.Inverse();
        Mean = mean + gain * residual;
        Covariance = prior - gain * design * prior;
    }

    public double LogEvidence { get; }

    public Vector<double> Mean { get; }

    public Matrix<double> Covariance { get; }

    private static double[] Column(Posterior posterior, double[] x, int k)
    {
        double[] unit = new double[posterior.Parameters.Count];
        unit[k] = 1;
        return posterior.Predict(unit, x);
    }
}
