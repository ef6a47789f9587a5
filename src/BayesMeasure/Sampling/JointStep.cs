using BayesMeasure.Numerics;

namespace BayesMeasure.Sampling;

/// <summary>
/// A joint random-walk step of one block along its covariance, learnt in burn-in (Haario, Saksman, Tamminen 2001). Its
/// length is exp(LogScale) times 2.38/sqrt(d) standard deviations (Roberts, Gelman, Gilks 1997).
/// </summary>
internal sealed class JointStep
{
    private const int SweepsPerFactorisation = 20;
    private const double DiagonalFloor = 1e-6;

    private readonly int dimension;
    private readonly double[] mean;
    private readonly double[,] covariance;
    private readonly double[,] factor;
    private readonly double[] normals;
    private long learnt;

    /// <summary>A step with independent parts of the given lengths, until something is learnt.</summary>
    public JointStep(double[] steps)
    {
        dimension = steps.Length;
        mean = new double[dimension];
        covariance = new double[dimension, dimension];
        factor = new double[dimension, dimension];
        normals = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            covariance[i, i] = steps[i] * steps[i];
            factor[i, i] = steps[i];
        }
    }

    /// <summary>The logarithm of the step length, in units of the optimum for a Gaussian target.</summary>
    public double LogScale { get; set; }

    /// <summary>Writes a trial point: current + scale * factor * normal draws.</summary>
    public void Propose(
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<int> positions,
        double stepFactor,
        RandomStream random,
        Span<double> trial)
    {
        double scale = stepFactor * Math.Exp(LogScale) * 2.38 / Math.Sqrt(dimension);
        for (int i = 0; i < dimension; i++)
        {
            normals[i] = random.NextNormal();
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += factor[i, j] * normals[j];
            }

            trial[i] = coordinates[positions[i]] + scale * sum;
        }
    }

    /// <summary>
    /// Updates the running mean and covariance with weight 2/(t + 2): the mean over a window that grows with t, so that the
    /// start of the chain is forgotten.
    /// </summary>
    public void Learn(ReadOnlySpan<double> coordinates, ReadOnlySpan<int> positions)
    {
        if (dimension == 1)
        {
            return;
        }

        // The first point only says where the chain is: without it, the distance from 0 would pass for a variance.
        double weight = learnt++ == 0 ? 1 : 2.0 / (learnt + 2);
        for (int i = 0; i < dimension; i++)
        {
            double deviation = coordinates[positions[i]] - mean[i];
            for (int j = 0; j <= i; j++)
            {
                double other = coordinates[positions[j]] - mean[j];
                covariance[i, j] = weight == 1
                    ? covariance[i, j]
                    : (1 - weight) * (covariance[i, j] + weight * deviation * other);
            }
        }

        for (int i = 0; i < dimension; i++)
        {
            mean[i] += weight * (coordinates[positions[i]] - mean[i]);
        }

        if (learnt % SweepsPerFactorisation == 0)
        {
            Factorise();
        }
    }

    /// <summary>Takes the weighted mean of two neighbours' moments, and starts to learn anew from there.</summary>
    public void BlendFrom(JointStep lower, JointStep upper, double weight)
    {
        LogScale = (1 - weight) * lower.LogScale + weight * upper.LogScale;
        for (int i = 0; i < dimension; i++)
        {
            mean[i] = (1 - weight) * lower.mean[i] + weight * upper.mean[i];
            for (int j = 0; j <= i; j++)
            {
                covariance[i, j] = (1 - weight) * lower.covariance[i, j] + weight * upper.covariance[i, j];
            }
        }

        learnt = Math.Min(lower.learnt, upper.learnt);
        Factorise();
    }

    /// <summary>Cholesky factor of the covariance, its diagonal lifted a little so that no direction is ever lost.</summary>
    private void Factorise()
    {
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = covariance[i, j] * (i == j ? 1 + DiagonalFloor : 1);
                for (int k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = i == j
                    ? Math.Sqrt(Math.Max(sum, DiagonalFloor * DiagonalFloor * covariance[i, i] + double.Epsilon))
                    : sum / factor[j, j];
            }
        }
    }
}
