using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// A phase whose pattern was measured on the pure substance, with the same radiation and instrument: its strongest point stands
/// for I/Ic, so that its coefficient in a pattern is proportional to its weight fraction.
/// </summary>
public sealed class MeasuredPhase : ReferencePattern
{
    private readonly double[] angles;
    private readonly double[] heights;
    private readonly double[] slopes;

    private MeasuredPhase(string name, double ratio, double[] angles, double[] heights)
        : base(name)
    {
        (ReferenceIntensityRatio, this.angles, this.heights) = (ratio, angles, heights);
        slopes = new double[angles.Length];
        for (int i = 1; i + 1 < angles.Length; i++)
        {
            slopes[i] = (heights[i + 1] - heights[i - 1]) / (angles[i + 1] - angles[i - 1]);
        }
    }

    /// <inheritdoc/>
    public override double ReferenceIntensityRatio { get; }

    /// <summary>Where it begins, in degrees.</summary>
    internal double FirstAngle => angles[0];

    /// <summary>Where it ends, in degrees.</summary>
    internal double LastAngle => angles[^1];

    /// <summary>Makes a phase of its measured pattern.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="pattern">The pattern over 2 theta in degrees without its background; four points at least.</param>
    /// <param name="referenceIntensityRatio">I/Ic, above 0.</param>
    /// <exception cref="ArgumentException">Angles do not ascend, nothing is positive, or I/Ic is not.</exception>
    public static MeasuredPhase Of(string name, Measurement pattern, double referenceIntensityRatio)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(pattern);
        double[] angles = [.. pattern.X];
        double[] counts = [.. pattern.Y];
        double most = counts.DefaultIfEmpty().Max();
        if (angles.Length < 4 || !(most > 0) || !(referenceIntensityRatio > 0) || !double.IsFinite(referenceIntensityRatio))
        {
            throw new ArgumentException($"{name}: four points at least, one above 0, and a positive I/Ic are needed.");
        }

        for (int i = 1; i < angles.Length; i++)
        {
            if (!(angles[i] > angles[i - 1]))
            {
                throw new ArgumentException($"{name}: the angles do not ascend at point {i + 1}.", nameof(pattern));
            }
        }

        return new(name, referenceIntensityRatio, angles, [.. counts.Select(count => referenceIntensityRatio * count / most)]);
    }

    /// <summary>The area of the strongest peak over its height, in degrees.</summary>
    internal double Breadth()
    {
        int top = Array.IndexOf(heights, heights.Max());
        (int first, int end) = PeakParts.Of(heights).First(part => part.End > top);
        return heights[first..end].Sum() * (angles[^1] - angles[0]) / (angles.Length - 1) / heights[top];
    }

    /// <summary>The same without noise between the peaks.</summary>
    /// <param name="width">The width of peaks in degrees.</param>
    internal MeasuredPhase WithoutBaselineNoise(double width)
    {
        int points = Math.Max(1, (int)(width * (angles.Length - 1) / (angles[^1] - angles[0])));
        return new(Name, ReferenceIntensityRatio, angles, BaselineNoise.Removed(heights, points));
    }

    /// <summary>Evaluates the pattern, moved by a shift; 0 outside the measured range.</summary>
    /// <param name="twoTheta">The angles in degrees.</param>
    /// <param name="shift">What is added to the angles of the lines, in degrees.</param>
    /// <param name="values">Takes one value an angle: by cubic pieces through the measured points.</param>
    /// <param name="byShift">Takes the exact derivatives by the shift; empty where none are wanted.</param>
    /// <exception cref="ArgumentException">A span has another length than the angles.</exception>
    public void Evaluate(ReadOnlySpan<double> twoTheta, double shift, Span<double> values, Span<double> byShift = default)
    {
        if (values.Length != twoTheta.Length || !(byShift.IsEmpty || byShift.Length == twoTheta.Length))
        {
            throw new ArgumentException("The spans have one value an angle.", nameof(values));
        }

        for (int i = 0; i < twoTheta.Length; i++)
        {
            (values[i], double slope) = At(twoTheta[i] - shift);
            if (!byShift.IsEmpty)
            {
                byShift[i] = -slope;
            }
        }
    }

    /// <summary>The cubic between two points that has their heights and slopes, and its slope.</summary>
    private (double Value, double Slope) At(double angle)
    {
        if (!(angle >= angles[0] && angle <= angles[^1]))
        {
            return (0, 0);
        }

        int found = Array.BinarySearch(angles, angle);
        int i = Math.Min(found < 0 ? ~found - 1 : found, angles.Length - 2);
        double step = angles[i + 1] - angles[i];
        double t = (angle - angles[i]) / step;
        double rise = heights[i + 1] - heights[i];
        double a = slopes[i] * step - rise;
        double b = rise - slopes[i + 1] * step;
        double value = heights[i] + t * rise + t * (1 - t) * (a * (1 - t) + b * t);
        double slope = rise + (1 - 2 * t) * (a * (1 - t) + b * t) + t * (1 - t) * (b - a);
        return (value, slope / step);
    }
}
