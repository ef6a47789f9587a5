using BayesMeasure.Numerics;

namespace BayesMeasure.Explorers;

/// <summary>
/// The covariance of one block of coordinates at one rung, learnt in burn-in, and its Cholesky factor, along which a random
/// walk steps (Haario, Saksman, Tamminen 2001).
/// </summary>
internal sealed class LearntCovariance
{
    private const int UpdatesPerFactorisation = 10;
    private const double DiagonalFloor = 1e-6;

    private readonly int dimension;
    private readonly double[] mean;
    private readonly double[] covariance;
    private readonly double[] factor;
    private readonly double[] updates = new double[1];
    private readonly double[] normals;

    /// <summary>A covariance of independent coordinates with the given standard deviations, until something is learnt.</summary>
    public LearntCovariance(double[] deviations)
    {
        dimension = deviations.Length;
        mean = new double[dimension];
        covariance = new double[dimension * dimension];
        factor = new double[dimension * dimension];
        normals = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            covariance[i * dimension + i] = deviations[i] * deviations[i];
            factor[i * dimension + i] = deviations[i];
        }
    }

    /// <summary>All that later steps depend on.</summary>
    public IReadOnlyList<double[]> Learnt => [mean, covariance, factor, updates];

    /// <summary>Writes a trial point: current + step * factor * normal draws.</summary>
    public void Propose(ReadOnlySpan<double> coordinates, int[] positions, double step, RandomStream random, Span<double> trial)
    {
        for (int i = 0; i < dimension; i++)
        {
            normals[i] = random.NextNormal();
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += factor[i * dimension + j] * normals[j];
            }

            trial[i] = coordinates[positions[i]] + step * sum;
        }
    }

    /// <summary>
    /// Updates the running mean and covariance with weight 2/(t + 2): the mean over a window that grows with t, so that the
    /// start of the chain is forgotten.
    /// </summary>
    public void Learn(ReadOnlySpan<double> coordinates, int[] positions)
    {
        // The first point only says where the chain is: without it, the distance from 0 would pass for a variance.
        double weight = updates[0]++ == 0 ? 1 : 2.0 / (updates[0] + 2);
        for (int i = 0; i < dimension && weight < 1; i++)
        {
            double deviation = coordinates[positions[i]] - mean[i];
            for (int j = 0; j <= i; j++)
            {
                ref double entry = ref covariance[i * dimension + j];
                entry = (1 - weight) * (entry + weight * deviation * (coordinates[positions[j]] - mean[j]));
            }
        }

        for (int i = 0; i < dimension; i++)
        {
            mean[i] += weight * (coordinates[positions[i]] - mean[i]);
        }

        if (updates[0] % UpdatesPerFactorisation == 0)
        {
            Factorise();
        }
    }

    /// <summary>Takes the weighted mean of two neighbours' moments, and goes on learning from there.</summary>
    public void BlendFrom(LearntCovariance lower, LearntCovariance upper, double weight)
    {
        Blend(lower.mean, upper.mean, mean, weight);
        Blend(lower.covariance, upper.covariance, covariance, weight);
        updates[0] = Math.Min(lower.updates[0], upper.updates[0]);
        Factorise();
    }

    /// <summary>Takes the mean of the chains' moments: the scatter within chains, not that between them.</summary>
    public void Pool(IReadOnlyList<LearntCovariance> chains)
    {
        Average([.. chains.Select(chain => chain.mean)], mean);
        Average([.. chains.Select(chain => chain.covariance)], covariance);
        Factorise();
    }

    private static void Average(double[][] chains, double[] average)
    {
        for (int i = 0; i < average.Length; i++)
        {
            average[i] = chains.Average(chain => chain[i]);
        }
    }

    private static void Blend(double[] lower, double[] upper, double[] blend, double weight)
    {
        for (int i = 0; i < blend.Length; i++)
        {
            blend[i] = (1 - weight) * lower[i] + weight * upper[i];
        }
    }

    /// <summary>Cholesky factor of the covariance, its diagonal lifted a little so that no direction is ever lost.</summary>
    private void Factorise()
    {
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = covariance[i * dimension + j] * (i == j ? 1 + DiagonalFloor : 1);
                for (int k = 0; k < j; k++)
                {
                    sum -= factor[i * dimension + k] * factor[j * dimension + k];
                }

                factor[i * dimension + j] = i == j
                    ? Math.Sqrt(Math.Max(sum, DiagonalFloor * DiagonalFloor * covariance[i * dimension + i] + double.Epsilon))
                    : sum / factor[j * dimension + j];
            }
        }
    }
}
