using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.References;

/// <summary>
/// Fits a <see cref="StudentMixture"/> to draws by expectation and maximisation (Peel and McLachlan 2000, Statistics and
/// Computing 10, 339): with r_ij the probability that draw i is of component j, and u_ij = (nu + d) / (nu + distance_ij) what it
/// counts there, mean_j = sum r u x / sum r u and scale_j = sum r u (x - mean)(x - mean)' / sum r.
/// </summary>
/// <remarks>
/// It begins with centres that are spread over the draws (k-means++, Arthur and Vassilvitskii 2007), in coordinates in which the
/// draws have unit covariance, or with a mixture that is given. A component that loses its draws to the others is left out.
/// </remarks>
internal sealed class StudentMixtureFit
{
    private const int MostSteps = 40;
    private const double Tolerance = 2e-3;

    // Below so many draws a dimension a covariance is not to be believed.
    private const int DrawsPerDimension = 3;
    private const double Ridge = 1e-9;

    private readonly double[][] columns;
    private readonly ExpectedScale? expected;
    private readonly int dimension;
    private readonly int count;
    private readonly double[] ridge;
    private readonly double[] distances;
    private readonly double[] logDensities;
    private readonly double[] weights;
    private readonly double[][] deviations;
    private readonly double[] products;
    private List<double[]> shares = [];
    private List<double[]> counts = [];

    private StudentMixtureFit(double[][] columns, ExpectedScale? expected)
    {
        this.expected = expected;
        this.columns = columns;
        dimension = columns.Length;
        count = columns[0].Length;
        ridge = Array.ConvertAll(columns, column => Ridge * VarianceOf(column));
        distances = new double[count];
        logDensities = new double[count];
        weights = new double[count];
        deviations = [.. columns.Select(_ => new double[count])];
        products = new double[dimension];
    }

    /// <summary>The mixture that fits draws best; null where they are too few for it, or lie in a plane.</summary>
    /// <param name="columns">For each coordinate, one number a draw: at least one draw.</param>
    /// <param name="components">The number of components, at least one; there may be fewer in the end.</param>
    /// <param name="expected">What scale matrix is expected; null where nothing is.</param>
    /// <param name="random">Chooses the first centres.</param>
    public static StudentMixture? Of(double[][] columns, int components, ExpectedScale? expected, RandomStream random) =>
        columns.Length == 0 ? components == 1 ? StudentMixture.OfNothing : null
        : columns[0].Length < components * DrawsPerDimension * (columns.Length + 1) ? null
        : new StudentMixtureFit(columns, expected).Fit(components, random);

    /// <summary>The same from a mixture that fits other draws of the same density; that mixture where there is none.</summary>
    public static StudentMixture Of(double[][] columns, StudentMixture start, ExpectedScale? expected) =>
        columns.Length == 0 ? start : new StudentMixtureFit(columns, expected).Improve([.. start.Components]) ?? start;

    private StudentMixture? Fit(int components, RandomStream random)
    {
        shares = [Ones()];
        counts = [Ones()];
        if (Maximise() is not [var whole])
        {
            return null;
        }

        if (components == 1)
        {
            return Improve([whole]);
        }

        Spread(whole, components, random);
        return Maximise() is { } first ? Improve(first) : null;
    }

    private double[] Ones() => [.. Enumerable.Repeat(1.0, count)];

    private StudentMixture? Improve(StudentComponent[] components)
    {
        double before = double.NegativeInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            double now = Expect(components);
            if (now - before < Tolerance)
            {
                break;
            }

            before = now;
            if (Maximise() is not { } better)
            {
                return null;
            }

            components = better;
        }

        return new(components);
    }

    /// <summary>Gives each draw to the nearest of centres, each chosen with a probability that grows with its distance.</summary>
    private void Spread(StudentComponent whole, int components, RandomStream random)
    {
        shares = [.. Enumerable.Range(0, components).Select(_ => new double[count])];
        counts = [.. Enumerable.Range(0, components).Select(_ => Ones())];
        double[] nearest = [.. Enumerable.Repeat(double.PositiveInfinity, count)];
        int[] owner = new int[count];
        int centre = random.NextInteger(count);
        for (int j = 0; j < components; j++)
        {
            whole.At([.. columns.Select(column => column[centre])]).SquaredDistances(columns, distances);
            for (int i = 0; i < count; i++)
            {
                (nearest[i], owner[i]) = distances[i] < nearest[i] ? (distances[i], j) : (nearest[i], owner[i]);
            }

            centre = Choose(nearest, random);
        }

        for (int i = 0; i < count; i++)
        {
            shares[owner[i]][i] = 1;
        }
    }

    private static int Choose(double[] weights, RandomStream random)
    {
        double left = random.NextUniform() * weights.Sum();
        int i = 0;
        while (i < weights.Length - 1 && (left -= weights[i]) >= 0)
        {
            i++;
        }

        return i;
    }

    private static double VarianceOf(double[] column)
    {
        double mean = column.Average();
        return column.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>
    /// The components that fit the shares, without those that have too few draws; null where none is left, or a scale is not
    /// positive definite.
    /// </summary>
    private StudentComponent[]? Maximise()
    {
        var components = new List<StudentComponent>();
        double kept = 0;
        for (int j = 0; j < shares.Count; j++)
        {
            double total = shares[j].Sum();
            if (total < DrawsPerDimension * (dimension + 1))
            {
                continue;
            }

            if (ComponentOf(shares[j], counts[j], total) is not { } component)
            {
                return null;
            }

            kept += component.Weight;
            components.Add(component);
        }

        return components.Count == 0 ? null : [.. components.Select(component => component.WithWeight(component.Weight / kept))];
    }

    private StudentComponent? ComponentOf(double[] share, double[] counted, double total)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            weights[i] = share[i] * counted[i];
            sum += weights[i];
        }

        double[] mean = Array.ConvertAll(columns, column => InnerProduct.Of(weights, column) / sum);
        return StudentComponent.Of(total / count, mean, ScaleOf(total, mean));
    }

    private Matrix<double> ScaleOf(double total, double[] mean)
    {
        double[,] scale = new double[dimension, dimension];
        ExpectedScale? prior = expected?.ForOneOf(shares.Count);
        double all = total + (prior?.Draws ?? 0);
        double[] weighted = distances;
        for (int k = 0; k < dimension; k++)
        {
            for (int i = 0; i < count; i++)
            {
                deviations[k][i] = columns[k][i] - mean[k];
                weighted[i] = weights[i] * deviations[k][i];
            }

            ColumnProducts.Of(weighted, deviations, k + 1, products);
            for (int l = 0; l <= k; l++)
            {
                double more = prior is null ? 0 : prior.Draws * prior.Scale[k, l];
                scale[k, l] = scale[l, k] = (products[l] + more) / all + (k == l ? ridge[k] : 0);
            }
        }

        return Matrix<double>.Build.DenseOfArray(scale);
    }

    /// <summary>Gives every draw its shares, and what it counts there.</summary>
    /// <returns>The mean log density of the draws.</returns>
    private double Expect(StudentComponent[] components)
    {
        double nu = StudentMixture.DegreesOfFreedom;
        shares = [.. components.Select(_ => new double[count])];
        counts = [.. components.Select(_ => new double[count])];
        for (int j = 0; j < components.Length; j++)
        {
            components[j].SquaredDistances(columns, distances);
            for (int i = 0; i < count; i++)
            {
                counts[j][i] = (nu + dimension) / (nu + distances[i]);
                shares[j][i] = components[j].LogDensity(distances[i]);
            }
        }

        for (int i = 0; i < count; i++)
        {
            logDensities[i] = Normalise(i);
        }

        return logDensities.Average();
    }

    /// <summary>Makes shares of the log densities of a draw.</summary>
    /// <returns>The log of their sum.</returns>
    private double Normalise(int i)
    {
        double greatest = double.NegativeInfinity;
        foreach (double[] share in shares)
        {
            greatest = Math.Max(greatest, share[i]);
        }

        double sum = 0;
        foreach (double[] share in shares)
        {
            sum += share[i] = Math.Exp(share[i] - greatest);
        }

        foreach (double[] share in shares)
        {
            share[i] /= sum;
        }

        return greatest + Math.Log(sum);
    }
}
