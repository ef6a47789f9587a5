using System.Numerics;
using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace BayesMeasure.References;

/// <summary>
/// One component of a <see cref="StudentMixture"/>: a multivariate Student t with its weight. It never changes.
/// </summary>
internal sealed class StudentComponent
{
    private readonly double weight;
    private readonly double[] mean;
    private readonly double[] factor;
    private readonly double logConstant;

    /// <param name="weight">Its share of the mixture, above 0.</param>
    /// <param name="mean">Where it is.</param>
    /// <param name="factor">The lower Cholesky factor L of its scale matrix, row by row: i + 1 numbers in row i.</param>
    private StudentComponent(double weight, double[] mean, double[] factor)
    {
        this.weight = weight;
        this.mean = mean;
        this.factor = factor;
        double nu = StudentMixture.DegreesOfFreedom;
        int dimension = mean.Length;
        logConstant = Math.Log(weight)
            + SpecialFunctions.GammaLn(0.5 * (nu + dimension)) - SpecialFunctions.GammaLn(0.5 * nu)
            - 0.5 * dimension * Math.Log(nu * Math.PI);
        for (int i = 0; i < dimension; i++)
        {
            logConstant -= Math.Log(factor[RowAt(i) + i]);
        }
    }

    /// <summary>Its share of the mixture.</summary>
    public double Weight => weight;

    /// <summary>Weight, mean and factor, one after the other.</summary>
    public IEnumerable<double> Numbers => [weight, .. mean, .. factor];

    /// <summary>How many numbers a component has.</summary>
    public static int LengthOf(int dimension) => 1 + dimension + RowAt(dimension);

    /// <summary>A component from its numbers.</summary>
    public static StudentComponent Of(ReadOnlySpan<double> numbers, int dimension) =>
        new(numbers[0], numbers.Slice(1, dimension).ToArray(), numbers.Slice(1 + dimension, RowAt(dimension)).ToArray());

    /// <summary>A component with a scale matrix; null where that is not positive definite.</summary>
    public static StudentComponent? Of(double weight, double[] mean, Matrix scale)
    {
        try
        {
            Matrix lower = scale.Cholesky().Factor;
            double[] factor = [.. Enumerable.Range(0, mean.Length).SelectMany(i => lower.Row(i).Take(i + 1))];
            return factor.All(double.IsFinite) ? new(weight, mean, factor) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>(x - mean)' S^-1 (x - mean).</summary>
    public double SquaredDistance(ReadOnlySpan<double> point)
    {
        Span<double> normals = stackalloc double[mean.Length];
        double sum = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            int row = RowAt(i);
            double left = point[i] - mean[i];
            for (int k = 0; k < i; k++)
            {
                left -= factor[row + k] * normals[k];
            }

            normals[i] = left / factor[row + i];
            sum += normals[i] * normals[i];
        }

        return sum;
    }

    /// <summary>The same component elsewhere.</summary>
    public StudentComponent At(double[] place) => new(weight, place, factor);

    /// <summary>The same component with another share.</summary>
    public StudentComponent WithWeight(double share) => new(share, mean, factor);

    /// <summary>The squared distances of many points: as many at a time as a vector has lanes.</summary>
    /// <param name="columns">For each coordinate, one number a point.</param>
    /// <param name="distances">One number a point.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SquaredDistances(double[][] columns, double[] distances)
    {
        Span<Vector<double>> normals = stackalloc Vector<double>[mean.Length];
        int first = 0;
        for (; first + Vector<double>.Count <= distances.Length; first += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = 0; i < mean.Length; i++)
            {
                int row = RowAt(i);
                Vector<double> left = new Vector<double>(columns[i], first) - new Vector<double>(mean[i]);
                for (int k = 0; k < i; k++)
                {
                    left -= factor[row + k] * normals[k];
                }

                normals[i] = left / new Vector<double>(factor[row + i]);
                sum += normals[i] * normals[i];
            }

            sum.CopyTo(distances, first);
        }

        Span<double> point = stackalloc double[mean.Length];
        for (; first < distances.Length; first++)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                point[i] = columns[i][first];
            }

            distances[first] = SquaredDistance(point);
        }
    }

    /// <summary>ln of the weight times the density, at a squared distance.</summary>
    public double LogDensity(double squaredDistance)
    {
        double nu = StudentMixture.DegreesOfFreedom;
        return logConstant - 0.5 * (nu + mean.Length) * Math.Log(1 + squaredDistance / nu);
    }

    /// <summary>A draw: mean + L z / sqrt(g / nu) with normal z and g of the chi-squared distribution.</summary>
    public void Draw(RandomStream random, Span<double> point)
    {
        double nu = StudentMixture.DegreesOfFreedom;
        Span<double> normals = stackalloc double[mean.Length];
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = random.NextNormal();
        }

        double stretch = Math.Sqrt(nu / (2 * random.NextGamma(0.5 * nu)));
        for (int i = 0; i < mean.Length; i++)
        {
            int row = RowAt(i);
            double sum = 0;
            for (int k = 0; k <= i; k++)
            {
                sum += factor[row + k] * normals[k];
            }

            point[i] = mean[i] + stretch * sum;
        }
    }

    private static int RowAt(int row) => row * (row + 1) / 2;
}
