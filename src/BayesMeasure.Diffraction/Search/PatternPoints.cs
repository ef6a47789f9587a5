using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What the points of a pattern must be, and what else they look like.</summary>
internal static class PatternPoints
{
    private const int LeastPoints = 50;
    private const double LeastRange = 5;
    private const double Degrees = 180 / Math.PI;

    // Steps are compared between parts of the pattern, since rounding makes single ones uneven.
    private const int Parts = 20;

    // Even grids are of one step in all parts; spacings and q of an even grid are not.
    private const double EvenRatio = 1.15;
    private const double ShareOfUnevenness = 0.25;

    /// <summary>The measurement with ascending angles, and a sentence where it had to be turned round.</summary>
    /// <exception cref="ArgumentException">The points are none of a pattern; the message says which, and what to do.</exception>
    public static (Measurement Ascending, string? Remark) Require(Measurement measurement, double wavelength)
    {
        if (measurement.Count < LeastPoints)
        {
            throw new ArgumentException(
                $"{measurement.Name} has {measurement.Count} points; a pattern has {LeastPoints} at least.", nameof(measurement));
        }

        RequireIntensities(measurement);
        bool isTurned = measurement.X[0] > measurement.X[^1];
        Measurement ascending = isTurned ? Turned(measurement) : measurement;
        RequireAngles(ascending, isTurned);
        RequireTwoTheta(ascending, wavelength);
        RequireRange(ascending);
        return (ascending, isTurned ? "The points came from the largest angle on, and were turned round." : null);
    }

    private static Measurement Turned(Measurement measurement) => new(
        measurement.X.Reverse(), measurement.Y.Reverse(), measurement.Sigma is { } sigma ? sigma.Reverse() : null)
    {
        Name = measurement.Name,
        XName = measurement.XName,
        XUnit = measurement.XUnit,
        YName = measurement.YName,
        YUnit = measurement.YUnit,
        Remarks = measurement.Remarks,
    };

    private static void RequireIntensities(Measurement measurement)
    {
        int negative = measurement.Y.AsSpan().IndexOfAnyInRange(double.MinValue, -double.Epsilon);
        if (negative >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{measurement.Name}: point {negative + 1} has the intensity {measurement.Y[negative]:G6}. ")
                + "Give the pattern as it was counted, with its background.");
        }

        if (measurement.YRange.Maximum == measurement.YRange.Minimum)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{measurement.Name}: all intensities are {measurement.YRange.Minimum:G6}. ")
                + "Choose the column of the counts.");
        }
    }

    private static void RequireAngles(Measurement measurement, bool isTurned)
    {
        ReadOnlySpan<double> angles = measurement.X.AsSpan();
        for (int i = 0; i < angles.Length; i++)
        {
            int number = isTurned ? angles.Length - i : i + 1;
            if (!(angles[i] is > 0 and < 180))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{measurement.Name}: point {number} is at {angles[i]:G6}. ")
                    + "Angles are 2 theta, above 0 and below 180 degrees.");
            }

            if (i > 0 && angles[i] <= angles[i - 1])
            {
                int before = isTurned ? number + 1 : number - 1;
                throw new ArgumentException(FormattableString.Invariant(
                    $"{measurement.Name}: points {Math.Min(before, number)} and {Math.Max(before, number)} are at ")
                    + FormattableString.Invariant($"{angles[i - 1]:G6} and {angles[i]:G6}. ")
                    + "2 theta ascends: sort the points, and join or leave out those at one angle.");
            }
        }
    }

    private static void RequireRange(Measurement measurement)
    {
        (double first, double last) = (measurement.X[0], measurement.X[^1]);
        if (last - first < LeastRange)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{measurement.Name} reaches from {first:G6} to {last:G6}: {LeastRange} degrees of 2 theta are the least. ")
                + "Turn radians, theta, q or d into degrees of 2 theta.");
        }
    }

    /// <summary>Diffractometers step evenly in 2 theta: what is even as d or q, and not as it stands, is d or q.</summary>
    private static void RequireTwoTheta(Measurement measurement, double wavelength)
    {
        double[] x = [.. measurement.X];
        double asItIs = Unevenness(x);
        if (asItIs < EvenRatio)
        {
            return;
        }

        (string Name, string Formula, Func<double, double> Sine)[] others =
        [
            ("spacings d", "2 asin(lambda / (2 d))", d => 0.5 * wavelength / d),
            ("q", "2 asin(lambda q / (4 pi))", q => 0.25 * wavelength * q / Math.PI),
            ("1/d", "2 asin(lambda / (2 d))", s => 0.5 * wavelength * s),
        ];
        foreach ((string name, string formula, Func<double, double> sine) in others)
        {
            double[] sines = [.. x.Select(sine)];
            if (sines.All(value => value < 1)
                && Unevenness([.. sines.Select(value => 2 * Degrees * Math.Asin(value))]) - 1 < ShareOfUnevenness * (asItIs - 1))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{measurement.Name}: its points from {x[0]:G4} to {x[^1]:G4} are uneven as 2 theta, and even as {name}. ")
                    + $"Turn them into 2 theta = {formula} in degrees.");
            }
        }
    }

    /// <summary>The largest mean step of a part over the smallest.</summary>
    private static double Unevenness(double[] angles)
    {
        double[] steps = new double[Parts];
        for (int part = 0; part < Parts; part++)
        {
            int from = part * (angles.Length - 1) / Parts;
            int to = (part + 1) * (angles.Length - 1) / Parts;
            steps[part] = Math.Abs(angles[to] - angles[from]) / (to - from);
        }

        return steps.Max() / Math.Max(steps.Min(), 1e-300);
    }
}
