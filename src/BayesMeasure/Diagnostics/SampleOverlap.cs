namespace BayesMeasure.Diagnostics;

/// <summary>How far two samples overlap, whatever their distributions.</summary>
internal static class SampleOverlap
{
    /// <summary>
    /// The probability that a draw of one sample lies above one of the other, ties counted half: the statistic U of Mann and
    /// Whitney (1947) over the number of pairs. It is 0 where all of the first lies below all of the second.
    /// </summary>
    public static double ProbabilityAbove(IEnumerable<double> first, IEnumerable<double> second)
    {
        double[] upper = [.. first.Order()];
        double[] lower = [.. second.Order()];
        int below = 0;
        int notAbove = 0;
        double pairs = 0;
        foreach (double value in upper)
        {
            while (below < lower.Length && lower[below] < value)
            {
                below++;
            }

            while (notAbove < lower.Length && lower[notAbove] <= value)
            {
                notAbove++;
            }

            pairs += 0.5 * (below + notAbove);
        }

        return pairs / ((double)upper.Length * lower.Length);
    }
}
