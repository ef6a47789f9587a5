using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>Reads the design matrix of a linear model off its predictions.</summary>
internal static class LinearDesign
{
    private const int Checks = 3;
    private const double LargestDeviation = 1e-9;

    /// <summary>
    /// The regression of a posterior: column j is the prediction with parameter j at 1 and the others at 0, less the
    /// prediction with all at 0, which is taken from the data.
    /// </summary>
    /// <exception cref="NotSupportedException">The model is not linear in its parameters.</exception>
    public static LinearRegression Of(Posterior posterior, int[] coefficients)
    {
        ReadOnlySpan<double> x = posterior.Measurement.X.AsSpan();
        double[] point = new double[posterior.Parameters.Count];
        Vector<double> offset = Predict(posterior, point, x);
        var columns = new List<Vector<double>>();
        foreach (int position in coefficients)
        {
            point[position] = 1;
            columns.Add(Predict(posterior, point, x) - offset);
            point[position] = 0;
        }

        Matrix<double> design = Matrix<double>.Build.DenseOfColumnVectors(columns);
        RequireLinear(posterior, coefficients, design, offset);
        double[] y = [.. posterior.Measurement.Y.Zip(offset, (measured, fixedPart) => measured - fixedPart)];
        ReadOnlySpan<double> weights = posterior.NoiseBinding.Weights;
        return new(design, y, [.. weights.ToArray().Select(weight => 1 / Math.Sqrt(weight))]);
    }

    private static Vector<double> Predict(Posterior posterior, double[] point, ReadOnlySpan<double> x) =>
        Vector<double>.Build.Dense(posterior.Predict(point, x));

    /// <summary>Compares the model with its design at random points of the prior.</summary>
    private static void RequireLinear(Posterior posterior, int[] coefficients, Matrix<double> design, Vector<double> offset)
    {
        var random = new RandomStream(seed: 0, chain: 0, replica: 0);
        for (int check = 0; check < Checks; check++)
        {
            double[] point = [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            Vector<double> values = Vector<double>.Build.Dense(coefficients.Length, j => point[coefficients[j]]);
            Vector<double> predicted = Predict(posterior, point, posterior.Measurement.X.AsSpan());
            double size = (design.PointwiseAbs() * values.PointwiseAbs() + offset.PointwiseAbs()).AbsoluteMaximum();
            if (!((predicted - offset - design * values).AbsoluteMaximum() <= LargestDeviation * size))
            {
                throw new NotSupportedException("The model is not linear in its free parameters. Use ReplicaExchange.");
            }
        }
    }
}
