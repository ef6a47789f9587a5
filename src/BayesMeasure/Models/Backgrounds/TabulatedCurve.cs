namespace BayesMeasure.Models.Backgrounds;

/// <summary>A curve through given points: straight lines between them, constant beyond the first and the last.</summary>
/// <param name="x">The abscissae in ascending order.</param>
/// <param name="y">The values.</param>
internal sealed class TabulatedCurve(double[] x, double[] y)
{
    /// <summary>Writes offset + scale * curve. Abscissae in order are found in one step each.</summary>
    public void Evaluate(ReadOnlySpan<double> at, double offset, double scale, Span<double> result)
    {
        int left = 0;
        for (int i = 0; i < at.Length; i++)
        {
            while (left < x.Length - 2 && x[left + 1] < at[i])
            {
                left++;
            }

            while (left > 0 && x[left] > at[i])
            {
                left--;
            }

            double t = Math.Clamp((at[i] - x[left]) / (x[left + 1] - x[left]), 0, 1);
            result[i] = offset + scale * ((1 - t) * y[left] + t * y[left + 1]);
        }
    }

    /// <summary>The points between two abscissae in ascending order, those of equal x averaged.</summary>
    /// <exception cref="ArgumentException">
    /// The arrays differ in length, a number is not finite, or fewer than three points are left.
    /// </exception>
    public static (double[] X, double[] Y) Order(IReadOnlyList<double> x, IReadOnlyList<double> y, double minimum, double maximum)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || !x.Concat(y).All(double.IsFinite))
        {
            throw new ArgumentException($"There are {x.Count} x and {y.Count} y: give as many of each, all finite.", nameof(y));
        }

        (double X, double Y)[] points = [.. x.Zip(y)
            .Where(point => point.First >= minimum && point.First <= maximum)
            .GroupBy(point => point.First)
            .Select(group => (group.Key, group.Average(point => point.Second)))
            .OrderBy(point => point.Key)];
        return points.Length >= 3
            ? ([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)])
            : throw new ArgumentException(
                FormattableString.Invariant($"Only {points.Length} points lie between {minimum} and {maximum}; ")
                + "a background needs three.",
                nameof(x));
    }

    /// <summary>The mean of so many values at the beginning or the end.</summary>
    public static double Level(ReadOnlySpan<double> values, int averaged, bool atEnd)
    {
        int count = Math.Clamp(averaged, 1, values.Length / 3);
        double sum = 0;
        foreach (double value in atEnd ? values[^count..] : values[..count])
        {
            sum += value;
        }

        return sum / count;
    }
}
