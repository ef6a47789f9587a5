using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Explorers;

/// <summary>
/// The covariance of one block of coordinates at one rung, learnt in burn-in, and its Cholesky factor, along which a random
/// walk steps (Haario, Saksman, Tamminen 2001).
/// </summary>
internal sealed class LearntCovariance
{
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
        DrawDirection(random, trial);
        for (int i = 0; i < dimension; i++)
        {
            trial[i] = coordinates[positions[i]] + step * trial[i];
        }
    }

    /// <summary>Writes a direction: factor * normal draws, which have this covariance.</summary>
    public void DrawDirection(RandomStream random, Span<double> direction)
    {
        for (int i = 0; i < dimension; i++)
        {
            normals[i] = random.NextNormal();
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += factor[i * dimension + j] * normals[j];
            }

            direction[i] = sum;
        }
    }

    /// <summary>Learns from where a replica is.</summary>
    public void Learn(ReadOnlySpan<double> coordinates, int[] positions) => CovarianceRule.Learn(
        new ArrayVector(mean),
        new ArrayVector(covariance),
        new ArrayVector(factor),
        dimension,
        updates[0]++,
        new PlacedCoordinates(coordinates, positions));

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

    private void Factorise() => CovarianceRule.Factorise(new ArrayVector(covariance), new ArrayVector(factor), dimension);
}
