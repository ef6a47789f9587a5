using BayesMeasure.Measurements;
using BayesMeasure.Reports;
using static System.FormattableString;

namespace BayesMeasure.Criticism;

/// <summary>What the data themselves show, whatever the model: exchanged columns, a saturated detector.</summary>
internal static class SuspiciousData
{
    private const int FewestPoints = 8;
    private const int ShortestRun = 3;
    private const double Unlikely = 1e-4;

    /// <summary>Steps of an even axis that is written in decimals agree to this part.</summary>
    private const double EvenSteps = 1e-6;

    /// <summary>y is an even axis, and x is none.</summary>
    public static CriticismFinding? Swapped(Measurement measurement)
    {
        if (measurement.Count < FewestPoints || !IsEven([.. measurement.Y]) || IsMonotone([.. measurement.X]))
        {
            return null;
        }

        return new(FindingKind.SwappedColumns,
            $"The columns look swapped: {measurement.YName} is an even axis ({measurement.YRange}), and {measurement.XName} goes "
            + "up and down. Exchange them.");
    }

    /// <summary>
    /// The largest value occurs in a row more often than rounding explains: two values of Gaussian noise sigma, rounded to steps
    /// q, are equal with a probability of about q / (2 sqrt(pi) sigma).
    /// </summary>
    /// <param name="measurement">The measurement, for its name.</param>
    /// <param name="x">Where was measured, ascending.</param>
    /// <param name="y">What was measured.</param>
    /// <param name="noise">The standard deviation of each point.</param>
    public static CriticismFinding? Saturated(Measurement measurement, double[] x, double[] y, double[] noise)
    {
        double largest = measurement.YRange.Maximum;
        (int first, int length) = LongestRun(y, largest);
        double[] distinct = [.. y.Distinct().Order()];
        if (length < ShortestRun || distinct.Length < ShortestRun)
        {
            return null;
        }

        double step = distinct.Zip(distinct.Skip(1), (low, high) => high - low).Min();
        double equal = step / (2 * Math.Sqrt(Math.PI) * noise[first + length / 2]);
        if (!(y.Length * Math.Pow(equal, length - 1) < Unlikely))
        {
            return null;
        }

        var where = new Interval(x[first], x[first + length - 1]);
        return new(FindingKind.Saturated, Invariant(
            $"The largest {measurement.YName}, {ValueWithError.Rounded(largest)}, occurs {length} times in a row ({where}): ")
            + "saturated? Leave these points out.");
    }

    private static (int First, int Length) LongestRun(double[] y, double value)
    {
        (int First, int Length) longest = (0, 0);
        int length = 0;
        for (int i = 0; i < y.Length; i++)
        {
            length = y[i] == value ? length + 1 : 0;
            longest = length > longest.Length ? (i - length + 1, length) : longest;
        }

        return longest;
    }

    private static bool IsEven(double[] values)
    {
        double step = (values[^1] - values[0]) / (values.Length - 1);
        return step != 0 && values.Zip(values.Skip(1)).All(pair =>
            Math.Abs(pair.Second - pair.First - step) <= EvenSteps * Math.Abs(step));
    }

    private static bool IsMonotone(double[] values) =>
        values.Zip(values.Skip(1)).All(pair => pair.Second >= pair.First)
        || values.Zip(values.Skip(1)).All(pair => pair.Second <= pair.First);
}
