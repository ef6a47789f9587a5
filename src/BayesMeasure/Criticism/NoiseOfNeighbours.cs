using MathNet.Numerics.Statistics;

namespace BayesMeasure.Criticism;

/// <summary>The level of noise that neighbouring points show by themselves, whatever the model.</summary>
internal static class NoiseOfNeighbours
{
    /// <summary>The median of |z| of a standard normal deviate, inverted: what makes a median a standard deviation.</summary>
    private const double MedianToDeviation = 1.4826022185056018;

    /// <summary>
    /// 1.4826 median |y_(i-1) - 2 y_i + y_(i+1)| / sqrt(6): second differences of a smooth curve are small, and their median
    /// knows nothing of outliers. 0 where more than half of neighbours are equal, as rounded data are; NaN for fewer than 5
    /// points.
    /// </summary>
    /// <param name="values">Values in the order of x.</param>
    public static double Of(IReadOnlyList<double> values)
    {
        double[] differences = WhiteDifferences.Of(values);
        return differences.Length < 3
            ? double.NaN
            : MedianToDeviation * differences.Select(Math.Abs).Median() / Math.Sqrt(6);
    }
}
