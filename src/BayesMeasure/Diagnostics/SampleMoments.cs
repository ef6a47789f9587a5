namespace BayesMeasure.Diagnostics;

/// <summary>
/// Mean and standard deviation of numbers of any offset and scale: differences from the middle one are summed, in units of the
/// largest of them, so that neither 1e12 + 0.01 nor 1e-200 loses its digits.
/// </summary>
/// <param name="Origin">The number that is subtracted; all sums are of what is left.</param>
/// <param name="Scale">The largest difference from the origin, 1 where there is none.</param>
/// <param name="Mean">The mean; infinite where a number is, NaN where one is NaN or there is none.</param>
/// <param name="StandardDeviation">The standard deviation, over one less than their number.</param>
internal readonly record struct SampleMoments(double Origin, double Scale, double Mean, double StandardDeviation)
{
    /// <param name="sorted">The numbers, ascending.</param>
    public static SampleMoments Of(ReadOnlySpan<double> sorted)
    {
        double origin = sorted.Length > 0 ? sorted[sorted.Length / 2] : double.NaN;
        double farthest = sorted.Length > 0 ? Math.Max(sorted[^1] - origin, origin - sorted[0]) : double.NaN;
        if (!double.IsFinite(farthest))
        {
            return new(0, 1, SumOf(sorted) / sorted.Length, double.NaN);
        }

        double scale = farthest > 0 ? farthest : 1;
        double sum = 0;
        foreach (double value in sorted)
        {
            sum += (value - origin) / scale;
        }

        double mean = sum / sorted.Length;
        double squares = 0;
        foreach (double value in sorted)
        {
            double deviation = (value - origin) / scale - mean;
            squares += deviation * deviation;
        }

        return new(origin, scale, origin + scale * mean, scale * Math.Sqrt(squares / (sorted.Length - 1)));
    }

    private static double SumOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
