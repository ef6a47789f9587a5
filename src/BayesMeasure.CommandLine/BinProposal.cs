using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine;

/// <summary>How many neighbours of long data may become one point without anything being lost.</summary>
/// <remarks>
/// The mean of a bin of width h about x differs from f(x) by h^2 f'' / 24, and the second difference of the means of three
/// neighbouring bins is h^2 f''. So bins lose less than a quarter of their own noise where second differences show no more than
/// 6 of its standard deviations beside what noise itself gives them, sqrt(6).
/// </remarks>
internal static class BinProposal
{
    private const int FewestBins = 1000;
    private const double MostDifference = 12;

    /// <summary>A feature of fewer bins than this share is as narrow as a bin, or an outlier.</summary>
    private const double Share = 0.999;

    private static readonly int[] Sizes = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <summary>The largest size of bins that loses nothing; 1 where there is none.</summary>
    /// <param name="data">The measured curve, with x in order.</param>
    public static int Of(Measurement data)
    {
        double[] y = [.. data.Y];
        double noise = 1.4826 * Quantile(SecondDifferences(y), 0.5) / Math.Sqrt(6);
        return Sizes.TakeWhile(size => y.Length / size >= FewestBins && LosesNothing(y, size, noise)).LastOrDefault(1);
    }

    private static bool LosesNothing(double[] y, int size, double noise)
    {
        double[] means = [.. y.Chunk(size).Where(bin => bin.Length == size).Select(bin => bin.Average())];
        return Quantile(SecondDifferences(means), Share) <= MostDifference * noise / Math.Sqrt(size);
    }

    private static double[] SecondDifferences(double[] y) =>
        [.. Enumerable.Range(1, y.Length - 2).Select(i => Math.Abs(y[i - 1] - 2 * y[i] + y[i + 1]))];

    private static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)(share * (values.Length - 1))];
    }
}
