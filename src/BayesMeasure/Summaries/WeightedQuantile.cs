namespace BayesMeasure.Summaries;

/// <summary>Quantiles of values that count differently.</summary>
internal static class WeightedQuantile
{
    /// <summary>
    /// The value below which a share of the weight lies; half of its own weight counts as below it. Linear between values.
    /// </summary>
    /// <param name="sorted">The values, ascending, with weights that add up to 1.</param>
    /// <param name="probability">The share, from 0 to 1.</param>
    public static double Of(ReadOnlySpan<(double Value, double Weight)> sorted, double probability)
    {
        double below = 0;
        double lastCenter = double.NaN;
        for (int i = 0; i < sorted.Length; i++)
        {
            (double value, double weight) = sorted[i];
            double center = below + 0.5 * weight;
            if (center >= probability)
            {
                return i == 0 || center == lastCenter
                    ? value
                    : sorted[i - 1].Value + (value - sorted[i - 1].Value) * (probability - lastCenter) / (center - lastCenter);
            }

            lastCenter = center;
            below += weight;
        }

        return sorted[^1].Value;
    }
}
