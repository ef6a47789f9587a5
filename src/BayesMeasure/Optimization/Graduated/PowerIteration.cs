using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// Extreme eigenvalues of a Hessian from its products with vectors: the power iteration, whose eigenvalue is a Rayleigh quotient.
/// </summary>
internal static class PowerIteration
{
    private const int MostIterations = 300;
    private const double Tolerance = 1e-7;

    /// <summary>A Hessian times a vector, into a span.</summary>
    public delegate void Product(ReadOnlySpan<double> vector, Span<double> product);

    /// <summary>L: the largest magnitude of an eigenvalue at a point.</summary>
    public static double LargestCurvature(ObjectiveState state, double[] x) =>
        Math.Abs(Dominant((vector, product) => state.HessianProduct(x, vector, product), x.Length, 0));

    /// <summary>The eigenvalue of the largest distance from a shift.</summary>
    public static double Dominant(Product hessian, int dimension, double shift)
    {
        double[] vector = FirstVector(dimension);
        double[] product = new double[dimension];
        double eigenvalue = double.NaN;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            hessian(vector, product);
            double quotient = Vectors.Product(vector, product);
            for (int i = 0; i < dimension; i++)
            {
                product[i] -= shift * vector[i];
            }

            double length = Vectors.Normalize(product);
            bool isSettled = Math.Abs(quotient - eigenvalue) <= Tolerance * (Math.Abs(quotient) + Math.Abs(shift));
            eigenvalue = quotient;
            if (isSettled || length == 0)
            {
                break;
            }

            product.CopyTo(vector, 0);
        }

        return eigenvalue;
    }

    /// <summary>
    /// The smallest eigenvalue: that of the largest magnitude if it is negative, else what is furthest from the largest one.
    /// </summary>
    public static double Smallest(Product hessian, int dimension)
    {
        double largest = Dominant(hessian, dimension, 0);
        return largest < 0 ? largest : Dominant(hessian, dimension, largest);
    }

    /// <summary>A vector in no special direction, the same every time.</summary>
    private static double[] FirstVector(int dimension)
    {
        var random = new RandomStream(seed: 0, chain: 0, replica: ObjectiveState.MeasuringStage);
        double[] vector = [.. Enumerable.Range(0, dimension).Select(_ => random.NextNormal())];
        Vectors.Normalize(vector);
        return vector;
    }
}
