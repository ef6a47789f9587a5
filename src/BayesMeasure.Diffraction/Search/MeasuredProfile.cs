using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// A measured pattern on an even grid of half a step, joined as the searched points are, and the same with wider peaks: between
/// the widths that are tabulated it is linear.
/// </summary>
internal sealed class MeasuredProfile
{
    private const double Margin = 1;
    private const double LargestGap = 0.5;
    private const double WidthOfDeviation = 2.3548200450309493;

    // What is added to the width, in widths.
    private static readonly double[] Added = [0, 0.25, 0.5, 1, 2, 4];

    private readonly double first;
    private readonly double step;
    private readonly double width;
    private readonly double[]?[] levels = new double[Added.Length][];

    /// <param name="phase">The phase.</param>
    /// <param name="unit">What its heights are multiplied by.</param>
    /// <param name="points">The searched points.</param>
    /// <exception cref="ArgumentException">The phase was measured over less than the pattern.</exception>
    public MeasuredProfile(MeasuredPhase phase, double unit, SearchPoints points)
    {
        if (phase.FirstAngle > points.Angles[0] + LargestGap || phase.LastAngle < points.Angles[^1] - LargestGap)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{phase.Name} was measured from {phase.FirstAngle:G4} to {phase.LastAngle:G4} degrees, and the pattern from ")
                + FormattableString.Invariant($"{points.Angles[0]:G4} to {points.Angles[^1]:G4}. Cut it to that range."));
        }

        (step, width) = (0.5 * points.Step, points.Width);
        first = points.Angles[0] - Margin;
        double[] grid = [.. Enumerable.Range(0, (int)((points.Angles[^1] + Margin - first) / step) + 2)
            .Select(i => Math.Clamp(first + i * step, phase.FirstAngle, phase.LastAngle))];
        double[] values = new double[grid.Length];
        phase.Evaluate(grid, 0, values);
        System.Numerics.Tensors.TensorPrimitives.Multiply(values, unit, values);
        levels[0] = points.IsJoined ? Joined(values) : values;
    }

    /// <summary>The profile with something added to its width.</summary>
    /// <param name="broadening">What is added, in degrees.</param>
    /// <param name="isDerived">Whether derivatives by it are wanted.</param>
    public Level At(double broadening, bool isDerived)
    {
        double added = Math.Min(broadening / width, Added[^1]);
        if (added == 0 && !isDerived)
        {
            return new(this, levels[0]!, levels[0]!, 0, 0);
        }

        int j = 0;
        while (j < Added.Length - 2 && added >= Added[j + 1])
        {
            j++;
        }

        double span = Added[j + 1] - Added[j];
        return new(this, Tabulated(j), Tabulated(j + 1), (added - Added[j]) / span, 1 / (span * width));
    }

    private double[] Tabulated(int j) => levels[j] ??= Broadened(levels[0]!, Added[j]);

    /// <summary>The mean over a step, where points are means over one.</summary>
    private static double[] Joined(double[] values)
    {
        double[] means = [.. values];
        for (int i = 1; i + 1 < values.Length; i++)
        {
            means[i] = 0.25 * (values[i - 1] + 2 * values[i] + values[i + 1]);
        }

        return means;
    }

    /// <summary>Convolved with a Gaussian that brings lines of the first width to (1 + added) widths.</summary>
    private double[] Broadened(double[] values, double added)
    {
        double deviation = width * Math.Sqrt((1 + added) * (1 + added) - 1) / WidthOfDeviation / step;
        int reach = (int)(4 * deviation) + 1;
        double[] kernel = [.. Enumerable.Range(-reach, 2 * reach + 1)
            .Select(i => Math.Exp(-0.5 * i * i / (deviation * deviation)))];
        double sum = kernel.Sum();
        double[] wider = new double[values.Length];
        for (int i = 0; i < wider.Length; i++)
        {
            for (int k = 0; k < kernel.Length; k++)
            {
                wider[i] += kernel[k] / sum * values[Math.Clamp(i + k - reach, 0, values.Length - 1)];
            }
        }

        return wider;
    }

    /// <summary>The profile between two tabulated widths.</summary>
    internal readonly struct Level(MeasuredProfile profile, double[] narrow, double[] wide, double share, double slope)
    {
        /// <summary>The value at an angle, its derivative by the angle, and that by the width.</summary>
        public (double Value, double Slope, double ByWidth) At(double angle)
        {
            double place = Math.Clamp((angle - profile.first) / profile.step, 1, narrow.Length - 2.001);
            int i = (int)place;
            double t = place - i;
            (double value, double rise) = Cubic(narrow, i, t);
            if (ReferenceEquals(narrow, wide))
            {
                return (value, rise / profile.step, 0);
            }

            (double other, double otherRise) = Cubic(wide, i, t);
            return (
                value + share * (other - value),
                (rise + share * (otherRise - rise)) / profile.step,
                slope * (other - value));
        }

        /// <summary>The cubic of Catmull and Rom, and its derivative by t.</summary>
        private static (double Value, double Rise) Cubic(double[] y, int i, double t)
        {
            double before = y[i - 1], left = y[i], right = y[i + 1], after = y[Math.Min(i + 2, y.Length - 1)];
            double linear = 0.5 * (right - before);
            double square = before - 2.5 * left + 2 * right - 0.5 * after;
            double cube = 0.5 * (after - before) + 1.5 * (left - right);
            return (left + t * (linear + t * (square + t * cube)), linear + t * (2 * square + 3 * t * cube));
        }
    }
}
