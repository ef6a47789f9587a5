using MathNet.Numerics.Distributions;

namespace BayesMeasure.Criticism;

/// <summary>
/// Whether the scores of a region lie on one side: the largest |sum of z| / sqrt(w) over windows of w = 4, 8, 16, ... points,
/// which start at every quarter of their width. Each is standard normal where the model is right, so the probability is at most
/// the sum over all windows.
/// </summary>
/// <param name="First">The first point of the window.</param>
/// <param name="Width">The number of its points; 0 where there are too few for any.</param>
/// <param name="Deviation">The sum over the root of the width.</param>
/// <param name="Probability">How probable one so large is anywhere.</param>
internal readonly record struct RegionScan(int First, int Width, double Deviation, double Probability)
{
    private const int Narrowest = 4;

    public static RegionScan Of(double[] scores)
    {
        double[] sums = new double[scores.Length + 1];
        for (int i = 0; i < scores.Length; i++)
        {
            sums[i + 1] = sums[i] + scores[i];
        }

        RegionScan best = new(0, 0, 0, 1);
        int windows = 0;
        for (int width = Narrowest; 2 * width <= scores.Length; width *= 2)
        {
            for (int first = 0; first + width <= scores.Length; first += width / Narrowest)
            {
                windows++;
                double deviation = (sums[first + width] - sums[first]) / Math.Sqrt(width);
                best = Math.Abs(deviation) > Math.Abs(best.Deviation) ? new(first, width, deviation, 1) : best;
            }
        }

        return windows == 0
            ? best
            : best with { Probability = Math.Min(1, windows * 2 * Normal.CDF(0, 1, -Math.Abs(best.Deviation))) };
    }
}
