using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Explorers;

/// <summary>
/// The covariance of one block of coordinates at one rung, learnt in burn-in by the <see cref="CovarianceRule"/>, along which a
/// random walk steps (Haario, Saksman, Tamminen 2001).
/// </summary>
internal sealed class LearntCovariance
{
    private readonly int dimension;
    private readonly double[] numbers;
    private readonly double[] scratch;

    /// <summary>A covariance of independent coordinates with the given standard deviations, until something is learnt.</summary>
    public LearntCovariance(double[] deviations)
    {
        dimension = deviations.Length;
        numbers = CovarianceRule.First(deviations);
        scratch = new double[dimension];
    }

    /// <summary>All that later steps depend on.</summary>
    public double[] Learnt => numbers;

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
            scratch[i] = random.NextNormal();
            direction[i] = CovarianceRule.Direction(new ArrayVector(numbers), dimension, new ArrayVector(scratch), i);
        }
    }

    /// <summary>Learns from where a replica is.</summary>
    public void Learn(ReadOnlySpan<double> coordinates, int[] positions)
    {
        for (int i = 0; i < dimension; i++)
        {
            scratch[i] = coordinates[positions[i]];
        }

        CovarianceRule.Learn(new ArrayVector(numbers), dimension, new ArrayVector(scratch));
    }

    /// <summary>Takes the weighted mean of two neighbours' moments, and goes on learning from there.</summary>
    public void BlendFrom(LearntCovariance lower, LearntCovariance upper, double weight)
    {
        for (int i = 0; i < CovarianceRule.FactorAt(dimension); i++)
        {
            numbers[i] = (1 - weight) * lower.numbers[i] + weight * upper.numbers[i];
        }

        numbers[^1] = Math.Min(lower.numbers[^1], upper.numbers[^1]);
        CovarianceRule.Factorise(new ArrayVector(numbers), dimension);
    }

    /// <summary>Takes the mean of the chains' moments: the scatter within chains, not that between them.</summary>
    public void Pool(IReadOnlyList<LearntCovariance> chains)
    {
        for (int i = 0; i < CovarianceRule.FactorAt(dimension); i++)
        {
            numbers[i] = chains.Average(chain => chain.numbers[i]);
        }

        CovarianceRule.Factorise(new ArrayVector(numbers), dimension);
    }
}
