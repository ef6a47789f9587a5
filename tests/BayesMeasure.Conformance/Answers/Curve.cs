using BayesMeasure.Measurements;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Small measured curves: a formula and a scatter about it that is the same on every machine.</summary>
internal static class Curve
{
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>A curve over x = 0, 1/n, 2/n, ... of a formula plus normal scatter.</summary>
    /// <param name="points">The number of points n.</param>
    /// <param name="formula">The curve without scatter.</param>
    /// <param name="scatter">The standard deviation of the scatter.</param>
    /// <param name="sigma">The sigma of every point, of its number; null for a measurement without.</param>
    public static Measurement Of(int points, Func<double, double> formula, double scatter, Func<int, double>? sigma = null)
    {
        double[] x = [.. Enumerable.Range(0, points).Select(i => (double)i / points)];
        IEnumerable<double> y = x.Select((at, i) => formula(at) + scatter * Deviate(i));
        return new(x, y, sigma is null ? null : x.Select((_, i) => sigma(i)));
    }

    /// <summary>Counts about an expectation, over x = 0, 1/n, 2/n, ...</summary>
    public static Measurement OfCounts(int points, Func<double, double> expectation)
    {
        double[] x = [.. Enumerable.Range(0, points).Select(i => (double)i / points)];
        return new(x, x.Select((at, i) => Math.Max(0, Math.Round(expectation(at) + Math.Sqrt(expectation(at)) * Deviate(i)))));
    }

    /// <summary>Normal quantiles at multiples of the golden section, which are spread evenly.</summary>
    private static double Deviate(int i) => Normal.InvCDF(0, 1, (i + 1) * Golden % 1);
}
