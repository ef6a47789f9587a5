using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A measured powder pattern: counts over 2 theta in degrees, and what the source emits.</summary>
public sealed class MeasuredPattern
{
    private const int LeastPoints = 50;

    // Of neighbours' differences: second differences have six times the variance of a point.
    private const double VarianceOfSecondDifference = 6;

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
    /// <param name="measurement">Counts over 2 theta in degrees: ascending angles, 50 points at least, nothing negative.</param>
    /// <param name="radiation">What the source emits; there is no default.</param>
    /// <param name="monochromator">2 theta of the monochromator's crystal in degrees; null without one.</param>
    /// <exception cref="ArgumentException">The measurement is no pattern; the message says which point and what to
    /// do.</exception>
    public static MeasuredPattern Of(Measurement measurement, Radiation radiation, double? monochromator = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(radiation);
        RequireAngles(measurement);
        RequireCounts(measurement);
        if (measurement.Sigma != null)
        {
            return new(measurement, radiation, monochromator);
        }

        bool areCounts = measurement.Y.All(count => count == Math.Floor(count));
        double perUnit = areCounts ? 1 : CountsOf(measurement);
        return new(measurement, radiation, monochromator)
        {
            CountsPerUnit = perUnit,
            Remarks = areCounts
                ? []
                : [FormattableString.Invariant(
                    $"The intensities are no counts; by the scatter of neighbours a unit is taken for {perUnit:G3} counts.")],
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
        return ratio > 0 ? 1 / ratio : 1 / Math.Max(measurement.YRange.Maximum, 1e-300);
    }

    private static void RequireAngles(Measurement measurement)
    {
        ReadOnlySpan<double> angles = measurement.X.AsSpan();
        if (angles.Length < LeastPoints)
        {
            throw new ArgumentException(
                $"{measurement.Name} has {angles.Length} points; a pattern has {LeastPoints} at least.", nameof(measurement));
        }

        for (int i = 0; i < angles.Length; i++)
        {
            if (!(angles[i] is > 0 and < 180))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{measurement.Name}: point {i + 1} is at {angles[i]:G6}. ")
                    + "Angles are 2 theta, above 0 and below 180 degrees.");
            }

            if (i > 0 && angles[i] <= angles[i - 1])
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{measurement.Name}: point {i + 1} at {angles[i]:G6} follows {angles[i - 1]:G6}. ")
                    + "2 theta ascends; sort the points, and turn d into 2 theta.");
            }
        }

        if (angles[^1] - angles[0] < 5)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{measurement.Name} reaches from {angles[0]:G6} to {angles[^1]:G6}: 5 degrees of 2 theta are the least. ")
                + "Spacings d are to be turned into 2 theta.");
        }
    }

    private static void RequireCounts(Measurement measurement)
    {
        int negative = measurement.Y.AsSpan().IndexOfAnyInRange(double.MinValue, -double.Epsilon);
        if (negative >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{measurement.Name}: point {negative + 1} has the intensity {measurement.Y[negative]:G6}. ")
                + "Give the pattern as it was counted, with its background.");
        }

        if (measurement.YRange.Maximum <= 0)
        {
            throw new ArgumentException($"{measurement.Name}: all intensities are 0.", nameof(measurement));
        }
    }
}
