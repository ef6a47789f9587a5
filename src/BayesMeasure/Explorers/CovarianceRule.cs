namespace BayesMeasure.Explorers;

/// <summary>
/// How the covariance of a block is learnt from where its replica is, and factorised (Haario, Saksman, Tamminen 2001): the same
/// code on the host and on a device.
/// </summary>
internal static class CovarianceRule
{
    private const int UpdatesPerFactorisation = 10;
    private const double DiagonalFloor = 1e-6;

    /// <summary>
    /// Updates the running mean and covariance with weight 2/(t + 2): the mean over a window that grows with t, so that the
    /// start of the chain is forgotten.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="covariance">The covariance, row by row; its lower triangle is used.</param>
    /// <param name="factor">Its Cholesky factor, which every tenth update follows.</param>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="updates">The updates before this one.</param>
    /// <param name="point">Where the replica is.</param>
    public static void Learn<TNumbers, TPoint>(
        TNumbers mean, TNumbers covariance, TNumbers factor, int dimension, double updates, TPoint point)
        where TNumbers : struct, IMutableVector
        where TPoint : struct, IVector, allows ref struct
    {
        // The first point only says where the chain is: without it, the distance from 0 would pass for a variance.
        double weight = updates == 0 ? 1 : 2.0 / (updates + 1 + 2);
        for (int i = 0; i < dimension && weight < 1; i++)
        {
            double deviation = point[i] - mean[i];
            for (int j = 0; j <= i; j++)
            {
                int entry = i * dimension + j;
                covariance.Put(entry, (1 - weight) * (covariance[entry] + weight * deviation * (point[j] - mean[j])));
            }
        }

        for (int i = 0; i < dimension; i++)
        {
            mean.Put(i, mean[i] + weight * (point[i] - mean[i]));
        }

        if (((int)updates + 1) % UpdatesPerFactorisation == 0)
        {
            Factorise(covariance, factor, dimension);
        }
    }

    /// <summary>Cholesky factor of the covariance, its diagonal lifted a little so that no direction is ever lost.</summary>
    public static void Factorise<TNumbers>(TNumbers covariance, TNumbers factor, int dimension)
        where TNumbers : struct, IMutableVector
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

                double least = DiagonalFloor * DiagonalFloor * covariance[i * dimension + i] + double.Epsilon;
                factor.Put(i * dimension + j, i == j ? Math.Sqrt(Math.Max(sum, least)) : sum / factor[j * dimension + j]);
            }
        }
    }
}
