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
/// draws have unit covariance.
/// </remarks>
internal sealed class StudentMixtureFit
{
    private const int MostSteps = 40;
    private const double Tolerance = 1e-3;

    // Below so many draws a dimension a covariance is not to be believed.
    private const int DrawsPerDimension = 3;
    private const double Ridge = 1e-9;

    private readonly double[][] draws;
    private readonly int dimension;
    private readonly int count;
    private readonly double[][] shares;
    private readonly double[][] counts;
    private readonly double[] ridge;

    private StudentMixtureFit(double[][] draws, int count)
    {
        this.draws = draws;
        this.count = count;
        dimension = draws[0].Length;
        shares = [.. draws.Select(_ => new double[count])];
        counts = [.. draws.Select(_ => Enumerable.Repeat(1.0, count).ToArray())];
        ridge = [.. Enumerable.Range(0, dimension).Select(VarianceOf).Select(variance => Ridge * variance)];
    }

    /// <summary>The mixture that fits draws best; null where they are too few for it, or lie in a plane.</summary>
    /// <param name="draws">The draws, at least one, each of the same dimension.</param>
    /// <param name="components">The number of components.</param>
    /// <param name="random">Chooses the first centres.</param>
    public static StudentMixture? Of(double[][] draws, int components, RandomStream random) => draws[0].Length == 0
        ? components == 1 ? StudentMixture.OfNothing : null
        : draws.Length < components * DrawsPerDimension * (draws[0].Length + 1)
            ? null
            : new StudentMixtureFit(draws, components).Fit(random);

    private StudentMixture? Fit(RandomStream random)
    {
        Array.ForEach(shares, share => share[0] = 1);
        if (Maximise() is not { } whole)
        {
            return null;
        }

        if (count > 1)
        {
            Spread(whole[0], random);
        }

        StudentComponent[]? components = null;
        double before = double.NegativeInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            components = Maximise();
            if (components is null || components.Length < count)
            {
                return null;
            }

            double now = Expect(components);
            if (now - before < Tolerance)
            {
                break;
            }

            before = now;
        }

        return new(components!);
    }

    /// <summary>Gives each draw to the nearest of centres, each chosen with a probability that grows with its distance.</summary>
    private void Spread(StudentComponent whole, RandomStream random)
    {
        double[] nearest = [.. draws.Select(_ => double.PositiveInfinity)];
        double[] difference = new double[dimension];
        double[] origin = MeanOf(whole);
        int centre = random.NextInteger(draws.Length);
        for (int j = 0; j < count; j++)
        {
            for (int i = 0; i < draws.Length; i++)
            {
                for (int k = 0; k < dimension; k++)
                {
                    difference[k] = origin[k] + draws[i][k] - draws[centre][k];
                }

                double distance = whole.SquaredDistance(difference);
                if (distance < nearest[i])
                {
                    nearest[i] = distance;
                    Array.Clear(shares[i]);
                    shares[i][j] = 1;
                }
            }

            centre = Choose(nearest, random);
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

    private double[] MeanOf(StudentComponent component) => [.. component.Numbers.Skip(1).Take(dimension)];

    private double VarianceOf(int k)
    {
        double mean = draws.Average(draw => draw[k]);
        return draws.Average(draw => (draw[k] - mean) * (draw[k] - mean));
    }

    /// <summary>
    /// The components that fit the shares; null where one has too few draws, or its scale is not positive definite.
    /// </summary>
    private StudentComponent[]? Maximise()
    {
        var components = new List<StudentComponent>();
        for (int j = 0; j < count; j++)
        {
            double total = shares.Sum(share => share[j]);
            if (total == 0 && components.Count > 0)
            {
                continue;
            }

            if (total < DrawsPerDimension * (dimension + 1) || ComponentOf(j, total) is not { } component)
            {
                return null;
            }

            components.Add(component);
        }

        return [.. components];
    }

    private StudentComponent? ComponentOf(int j, double total)
    {
        double[] mean = new double[dimension];
        double weights = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double weight = shares[i][j] * counts[i][j];
            weights += weight;
            for (int k = 0; k < dimension; k++)
            {
                mean[k] += weight * draws[i][k];
            }
        }

        for (int k = 0; k < dimension; k++)
        {
            mean[k] /= weights;
        }

        return StudentComponent.Of(total / draws.Length, mean, ScaleOf(j, total, mean));
    }

    private Matrix<double> ScaleOf(int j, double total, double[] mean)
    {
        double[,] scale = new double[dimension, dimension];
        double[] deviation = new double[dimension];
        for (int i = 0; i < draws.Length; i++)
        {
            double weight = shares[i][j] * counts[i][j] / total;
            if (weight == 0)
            {
                continue;
            }

            for (int k = 0; k < dimension; k++)
            {
                deviation[k] = draws[i][k] - mean[k];
                double weighted = weight * deviation[k];
                for (int l = 0; l <= k; l++)
                {
                    scale[k, l] += weighted * deviation[l];
                }
            }
        }

        return Matrix<double>.Build.Dense(
            dimension, dimension, (k, l) => scale[Math.Max(k, l), Math.Min(k, l)] + (k == l ? ridge[k] : 0));
    }

    /// <summary>Gives every draw its shares, and what it counts there.</summary>
    /// <returns>The mean log density of the draws.</returns>
    private double Expect(StudentComponent[] components)
    {
        double nu = StudentMixture.DegreesOfFreedom;
        double all = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double greatest = double.NegativeInfinity;
            for (int j = 0; j < count; j++)
            {
                double distance = components[j].SquaredDistance(draws[i]);
                counts[i][j] = (nu + dimension) / (nu + distance);
                shares[i][j] = components[j].LogDensity(distance);
                greatest = Math.Max(greatest, shares[i][j]);
            }

            double sum = 0;
            for (int j = 0; j < count; j++)
            {
                sum += shares[i][j] = Math.Exp(shares[i][j] - greatest);
            }

            for (int j = 0; j < count; j++)
            {
                shares[i][j] /= sum;
            }

            all += greatest + Math.Log(sum);
        }

        return all / draws.Length;
    }
}
