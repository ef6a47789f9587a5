using BayesMeasure.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// The log evidence by Laplace's method: the model linearised at the certified parameters, solved exactly, and doubled for
/// the two peaks, which can change places. What is neglected is the curvature of the model over a posterior standard deviation.
/// </summary>
internal static class Laplace
{
    private const double RelativeStep = 1e-5;

    public static double WithKnownNoise(GaussSet set)
    {
        var prior = LinearPrior.Flat(Math.Sqrt(GaussSet.Variance), HalfWidths(set));
        return Linearised(set).Posterior(prior).FreeEnergy!.LogEvidence + Math.Log(2);
    }

    /// <summary>With a log-uniform prior of the noise: p(sigma^2) = 1/sigma^2 over 2 ln (largest level over smallest).</summary>
    public static double WithUnknownNoise(GaussSet set)
    {
        double logEvidence = Linearised(set).Posterior(LinearPrior.Jeffreys(HalfWidths(set))).FreeEnergy!.LogEvidence;
        return logEvidence - Math.Log(2 * Math.Log(GaussSet.NoiseRange)) + Math.Log(2);
    }

    private static double[] HalfWidths(GaussSet set) =>
        [.. set.WithKnownNoise().Parameters.Select(parameter => 0.5 * (parameter.Prior.Maximum - parameter.Prior.Minimum))];

    /// <summary>The residuals as a linear function of small changes of the parameters.</summary>
    private static LinearRegression Linearised(GaussSet set)
    {
        double[] fit = Predict(set, set.Estimates);
        double[] residuals = [.. set.Measurement.Y.Zip(fit, (measured, predicted) => measured - predicted)];
        IEnumerable<IEnumerable<double>> slopes = Enumerable.Range(0, set.Estimates.Length).Select(j => Slope(set, j));
        return new(Matrix<double>.Build.DenseOfColumns(slopes), residuals);
    }

    private static IEnumerable<double> Slope(GaussSet set, int parameter)
    {
        double step = RelativeStep * set.Estimates[parameter];
        double[] Shifted(double change)
        {
            double[] point = [.. set.Estimates];
            point[parameter] += change;
            return Predict(set, point);
        }

        return Shifted(step).Zip(Shifted(-step), (above, below) => (above - below) / (2 * step));
    }

    private static double[] Predict(GaussSet set, double[] point) => GaussSet.Model.Evaluate(set.Measurement.X.AsSpan(), point);
}
