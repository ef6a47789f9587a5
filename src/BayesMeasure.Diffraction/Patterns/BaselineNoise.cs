namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// Takes the noise away between the peaks of a measured pattern. A second pattern of like peaks would otherwise be told as found
/// beside the first: the mean of the two has less noise than either, and so fits better.
/// </summary>
internal static class BaselineNoise
{
    private const int Passes = 3;
    private const int WideReach = 8;
    private const double Significant = 3.5;

    // The median of the modulus of a second difference, in standard deviations of a point: 0.6745 sqrt(6).
    private const double MedianDifference = 1.652;

    /// <summary>The pattern, between peaks replaced by the mean over many widths.</summary>
    /// <param name="values">The pattern at an even step.</param>
    /// <param name="width">The points in the width of a peak.</param>
    public static double[] Removed(double[] values, int width)
    {
        double noise = Noise(values) / Math.Sqrt(width);
        bool[] isPeak = new bool[values.Length];
        double[] narrow = Means(values, isPeak, width / 2);
        for (int pass = 0; pass < Passes; pass++)
        {
            double[] wide = Means(values, isPeak, WideReach * width);
            isPeak = [.. narrow.Zip(wide, (one, level) => one - level > Significant * noise)];
        }

        bool[] isNear = Widened(isPeak, width);
        double[] level = Means(values, isNear, WideReach * width / 2);
        return [.. values.Select((value, i) => isNear[i] ? value : level[i])];
    }

    /// <summary>The standard deviation of a point, by second differences.</summary>
    private static double Noise(double[] values)
    {
        double[] differences = new double[values.Length - 2];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = Math.Abs(values[i] - 2 * values[i + 1] + values[i + 2]);
        }

        Array.Sort(differences);
        return differences[differences.Length / 2] / MedianDifference;
    }

    /// <summary>The means over neighbours that are not masked; the value itself where there are none.</summary>
    private static double[] Means(double[] values, bool[] mask, int reach)
    {
        double[] sums = new double[values.Length + 1];
        int[] counts = new int[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + (mask[i] ? 0 : values[i]);
            counts[i + 1] = counts[i] + (mask[i] ? 0 : 1);
        }

        double[] means = new double[values.Length];
        for (int i = 0; i < means.Length; i++)
        {
            int first = Math.Max(i - reach, 0);
            int end = Math.Min(i + reach + 1, values.Length);
            int count = counts[end] - counts[first];
            means[i] = count == 0 ? values[i] : (sums[end] - sums[first]) / count;
        }

        return means;
    }

    /// <summary>The mask with the neighbours of what it masks.</summary>
    private static bool[] Widened(bool[] mask, int reach)
    {
        bool[] wider = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                wider.AsSpan(Math.Max(i - reach, 0)..Math.Min(i + reach + 1, mask.Length)).Fill(true);
            }
        }

        return wider;
    }
}
