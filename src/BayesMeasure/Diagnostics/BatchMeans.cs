namespace BayesMeasure.Diagnostics;

/// <summary>
/// The standard error of a mean from the scatter of the means of overlapping batches (Meketon and Schmeiser 1984).
/// </summary>
/// <remarks>
/// It takes in correlations up to the length of a batch, also those too weak for an autocorrelation function to show above
/// its noise: a mode of a hundredth of the variance that lives a thousand sweeps adds as much error as all the rest.
/// </remarks>
internal static class BatchMeans
{
    /// <summary>
    /// The standard error of the mean of all draws: var(batch mean) b / N, with b the length of a batch and N all draws.
    /// </summary>
    /// <param name="chains">The chains, all of one length.</param>
    /// <param name="batchLength">The length b of a batch: from 1 to less than the length of a chain.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or not shorter than a chain.</exception>
    public static double StandardErrorOfMean(IReadOnlyList<double[]> chains, int batchLength)
    {
        ArgumentNullException.ThrowIfNull(chains);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batchLength, chains[0].Length);
        double draws = chains.Count * (double)chains[0].Length;
        double mean = chains.Sum(chain => chain.Sum()) / draws;
        double squares = chains.Sum(chain => SumOfSquares(chain, batchLength, mean));
        double batches = chains.Count * (chains[0].Length - batchLength + 1.0);

        // The mean is that of the batches themselves, which takes b/N of their scatter away.
        double scatter = squares / batches / (1 - batchLength / draws);
        return Math.Sqrt(scatter * batchLength / draws);
    }

    private static double SumOfSquares(double[] chain, int batchLength, double mean)
    {
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < chain.Length; t++)
        {
            sum += chain[t] - mean;
            if (t >= batchLength)
            {
                sum -= chain[t - batchLength] - mean;
            }

            if (t >= batchLength - 1)
            {
                double deviation = sum / batchLength;
                squares += deviation * deviation;
            }
        }

        return squares;
    }
}
