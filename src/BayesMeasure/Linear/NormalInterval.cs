using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>The standard normal distribution within an interval, with all digits in both tails.</summary>
/// <param name="lower">Where the interval begins; may be -infinity.</param>
/// <param name="upper">Where it ends; may be +infinity.</param>
internal readonly struct NormalInterval(double lower, double upper)
{
    /// <summary>Phi(upper) - Phi(lower).</summary>
    public double Probability { get; } = lower > 0 ? Below(-lower) - Below(-upper) : Below(upper) - Below(lower);

    /// <summary>The point below which the interval has a share of its probability.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Quantile(double share)
    {
        double below = Below(lower) + share * Probability;
        double value = below < 0.5 && lower <= 0
            ? -PointWithTail(below)
            : PointWithTail(Below(-upper) + (1 - share) * Probability);
        return Math.Clamp(value, lower, upper);
    }

    /// <summary>Phi(x).</summary>
    private static double Below(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);

    /// <summary>The x with Phi(-x) = tail.</summary>
    private static double PointWithTail(double tail) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * tail);
}
