using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A measured powder pattern: counts over 2 theta in degrees, and what the source emits.</summary>
public sealed class MeasuredPattern
{
    // Second differences of neighbours have six times the variance of a point.
    private const double VarianceOfSecondDifference = 6;

    // Whole numbers are no counts where they scatter by so much more or less than counts do: the flanks of peaks alone make a
    // factor of two.
    private const double LargestCountsOfUnit = 6;

    private MeasuredPattern(Measurement measurement, Radiation radiation, double? monochromator) =>
        (Measurement, Radiation, Monochromator) = (measurement, radiation, monochromator);

    /// <summary>The points: 2 theta in degrees, and counts.</summary>
    public Measurement Measurement { get; }

    /// <summary>What the source emits.</summary>
    public Radiation Radiation { get; }

    /// <summary>2 theta of the monochromator's crystal in degrees; null without one.</summary>
    public double? Monochromator { get; }

    /// <summary>What was decided about the pattern without being asked, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>The counts in a unit of y: 1 where the pattern holds counts.</summary>
    internal double CountsPerUnit { get; private init; } = 1;

    /// <summary>Takes a measurement for a pattern.</summary>
    /// <param name="measurement">Counts over 2 theta in degrees: 50 points at least in the order of their
    /// angles, nothing negative.</param>
    /// <param name="radiation">What the source emits; there is no default.</param>
    /// <param name="monochromator">2 theta of the monochromator's crystal in degrees; null without one.</param>
    /// <exception cref="ArgumentException">The measurement is no pattern; the message says which point and what to
    /// do.</exception>
    public static MeasuredPattern Of(Measurement measurement, Radiation radiation, double? monochromator = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(radiation);
        (Measurement points, string? turned) = PatternPoints.Require(measurement, radiation.Wavelength);
        string[] remarks = turned == null ? [] : [turned];
        if (points.Sigma != null)
        {
            return new(points, radiation, monochromator) { Remarks = remarks };
        }

        double perUnit = CountsOf(points);
        bool areCounts = points.Y.All(count => count == Math.Floor(count))
            && perUnit is > 1 / LargestCountsOfUnit and < LargestCountsOfUnit;
        return new(points, radiation, monochromator)
        {
            CountsPerUnit = areCounts ? 1 : perUnit,
            Remarks = areCounts
                ? remarks
                : [.. remarks, FormattableString.Invariant(
                    $"The intensities are no counts: by the scatter of neighbours {perUnit:G3} counts make a unit of them.")],
        };
    }

    /// <summary>How many counts make a unit: counts scatter by their roots, so by mean over variance.</summary>
    private static double CountsOf(Measurement measurement)
    {
        ReadOnlySpan<double> y = measurement.Y.AsSpan();
        double[] ratios = new double[y.Length - 2];
        for (int i = 0; i < ratios.Length; i++)
        {
            double difference = y[i] - 2 * y[i + 1] + y[i + 2];
            double mean = (y[i] + y[i + 1] + y[i + 2]) / 3;
            ratios[i] = mean > 0 ? difference * difference / (VarianceOfSecondDifference * mean) : 0;
        }

        // The median of chi-squared with one degree of freedom.
        const double Median = 0.455;
        Array.Sort(ratios);
        double ratio = ratios[ratios.Length / 2] / Median;
        return 1 / (ratio > 0 ? ratio : ratios.Average());
    }
}
