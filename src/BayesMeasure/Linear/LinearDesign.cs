using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// The design matrix of a linear model, read off its predictions: column j is the prediction with parameter j at 1 and the others
/// at 0, less the prediction with all at 0, which is taken from the data.
/// </summary>
internal sealed class LinearDesign
{
    private const int Checks = 3;
    private const double LargestDeviation = 1e-9;

    private readonly Posterior posterior;
    private readonly int[] coefficients;
    private readonly Vector<double> offset;
    private readonly Matrix<double> design;

    /// <param name="posterior">The posterior.</param>
    /// <param name="coefficients">The positions of the parameters that have a column each.</param>
    public LinearDesign(Posterior posterior, int[] coefficients)
    {
        this.posterior = posterior;
        this.coefficients = coefficients;
        double[] point = new double[posterior.Parameters.Count];
        offset = Predict(point);
        var columns = new List<Vector<double>>();
        foreach (int position in coefficients)
        {
            point[position] = 1;
            columns.Add(Predict(point) - offset);
            point[position] = 0;
        }

        design = Matrix<double>.Build.DenseOfColumnVectors(columns);
    }

    /// <summary>
    /// Whether the model is linear in these parameters: it is compared with the design at random points of the prior.
    /// </summary>
    public bool IsLinear()
    {
        var random = new RandomStream(seed: 0, chain: 0, replica: 0);
        for (int check = 0; check < Checks; check++)
        {
            double[] point = [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            Vector<double> values = Vector<double>.Build.Dense(coefficients.Length, j => point[coefficients[j]]);
            Vector<double> predicted = Predict(point);
            double size = (design.PointwiseAbs() * values.PointwiseAbs() + offset.PointwiseAbs()).AbsoluteMaximum();
            if (!((predicted - offset - design * values).AbsoluteMaximum() <= LargestDeviation * size))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The regression on the data less what has no column.</summary>
    public LinearRegression ToRegression()
    {
        double[] y = [.. posterior.Measurement.Y.Zip(offset, (measured, fixedPart) => measured - fixedPart)];
        double[] sigma = [.. posterior.NoiseBinding.Weights.ToArray().Select(weight => 1 / Math.Sqrt(weight))];
        return posterior.NoiseBinding.CreateWhitening(posterior.Lanes) is { } whitening
            ? new(Whitened(whitening, sigma), Whitened(whitening, y, sigma), sigma)
            : new(design, y, sigma);
    }

    /// <summary>Residuals in units of sigma are what is whitened, so that the sigmas stay.</summary>
    private static double[] Whitened(Whitening whitening, IEnumerable<double> values, double[] sigma)
    {
        double[] rows = [.. values.Zip(sigma, (value, unit) => value / unit)];
        whitening.Whiten(rows);
        return [.. rows.Zip(sigma, (value, unit) => value * unit)];
    }

    private Matrix<double> Whitened(Whitening whitening, double[] sigma) => Matrix<double>.Build.DenseOfColumnArrays(
        design.EnumerateColumns().Select(column => Whitened(whitening, column, sigma)));

    private Vector<double> Predict(double[] point) =>
        Vector<double>.Build.Dense(posterior.Predict(point, posterior.Measurement.X.AsSpan()));
}
