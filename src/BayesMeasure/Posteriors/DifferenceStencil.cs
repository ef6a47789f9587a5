using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Where a function of one unknown is evaluated to difference it: two offsets from the value, to either side of it, or both
/// inwards where the value is at a bound of its prior. With the parabola through the three points,
/// f' = [f1 d2 / d1 - f2 d1 / d2 + f0 (d1 / d2 - d2 / d1)] / (d2 - d1), of an error h^2 f''' / 6 to either side.
/// </summary>
/// <param name="First">The first offset d1.</param>
/// <param name="Second">The second offset d2.</param>
internal readonly record struct DifferenceStencil(double First, double Second)
{
    /// <summary>The cube root of the rounding error of a double: where rounding and the neglected term balance.</summary>
    private const double RelativeStep = 6.055454452393343e-6;

    /// <summary>Below this share of its prior's width a value of either sign is near 0 by chance, and no scale.</summary>
    private const double SmallestShare = 1e-6;

    /// <summary>The scale of a value near 0, as a share of its prior's width.</summary>
    private const double ShareNearZero = 1e-3;

    /// <summary>The offsets for an unknown.</summary>
    /// <param name="prior">The prior of the unknown, whose bounds are not crossed.</param>
    /// <param name="value">Its value.</param>
    public static DifferenceStencil At(Distribution prior, double value)
    {
        double step = RelativeStep * Scale(prior, value);

        // Offsets as they come out in doubles: what is divided by is then what was moved by.
        double up = value + step - value;
        double down = value - step - value;
        bool hasAbove = value + up <= prior.Maximum;
        bool hasBelow = value + down >= prior.Minimum;
        return (hasBelow, hasAbove) switch
        {
            (true, true) => new(down, up),
            (false, true) => new(up, value + 2 * step - value),
            (true, false) => new(down, value - 2 * step - value),
            _ => new(down, up),
        };
    }

    /// <summary>The derivative, from the function at the value and at both offsets.</summary>
    public double Slope(double here, double first, double second) =>
        (first * (Second / First) - second * (First / Second) + here * (First / Second - Second / First)) / (Second - First);

    private static double Scale(Distribution prior, double value)
    {
        double magnitude = Math.Abs(value);
        double width = prior.StandardDeviation;
        bool isScale = prior.Coordinate == Coordinate.Logarithmic || !double.IsFinite(width) || magnitude > SmallestShare * width;
        double scale = isScale ? magnitude : ShareNearZero * width;
        return scale > 0 ? scale : 1;
    }
}
