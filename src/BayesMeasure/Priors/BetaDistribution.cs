using BayesMeasure.Numerics;
using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The beta distribution of a fraction: p(x) = x^(alpha - 1) * (1 - x)^(beta - 1) / B(alpha, beta) for 0 &lt; x &lt; 1. Made
/// by <see cref="Distributions.Beta"/>.
/// </summary>
public sealed record BetaDistribution : Distribution
{
    /// <summary>The smallest number that a logarithm still takes at full precision.</summary>
    internal const double SmallestDraw = 2.2250738585072014e-308;

    /// <summary>The largest number below 1.</summary>
    internal const double LargestDraw = 1 - 1.0 / (1L << 53);

    /// <summary>Creates a beta distribution.</summary>
    /// <param name="alpha">The exponent at 0, plus one: above 0, finite.</param>
    /// <param name="beta">The exponent at 1, plus one: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha or beta is not above 0 and finite.</exception>
    public BetaDistribution(double alpha, double beta)
    {
        Require.Positive(alpha);
        Require.Positive(beta);
        Alpha = alpha;
        Beta = beta;
        LogConstant = -SpecialFunctions.BetaLn(alpha, beta);
    }

    /// <summary>The exponent at 0, plus one.</summary>
    public double Alpha { get; }

    /// <summary>The exponent at 1, plus one.</summary>
    public double Beta { get; }

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logit;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => 1;

    /// <inheritdoc/>
    public override double Mean => Alpha / (Alpha + Beta);

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(Alpha * Beta / (Alpha + Beta + 1)) / (Alpha + Beta);

    /// <inheritdoc/>
    public override double LogDensity(double value) => value <= 0 || value >= 1
        ? double.NegativeInfinity
        : LogConstant + (Alpha - 1) * Math.Log(value) + (Beta - 1) * Math.Log(1 - value);

    /// <inheritdoc/>
    /// <remarks>ln x and ln(1 - x) differ by u, so the larger of the two fractions gives both, with one logarithm.</remarks>
    public override double LogCoordinateDensity(double value, double coordinate)
    {
        double logarithm = Math.Log(Math.Max(value, 1 - value));
        return coordinate > 0
            ? LogConstant + (Alpha + Beta) * logarithm - Beta * coordinate
            : LogConstant + (Alpha + Beta) * logarithm + Alpha * coordinate;
    }

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        SpecialFunctions.BetaRegularized(Alpha, Beta, Math.Clamp(value, 0, 1));

    /// <inheritdoc/>
    /// <remarks>A ratio of gamma draws, taken between their logarithms. A draw within rounding of 0 or 1 stays inside.</remarks>
    public override double Draw(RandomStream random)
    {
        double logOdds = random.NextLogGamma(Alpha) - random.NextLogGamma(Beta);
        return Math.Clamp(1 / (1 + Math.Exp(-logOdds)), SmallestDraw, LargestDraw);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the standard deviation, the location the mean m. The variance is m (1 - m) / (alpha + beta + 1), so that no
    /// such distribution is as wide as sqrt(m (1 - m)): null from there on.
    /// </remarks>
    public override BetaDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        double sum = (Alpha + Beta + 1) / (factor * factor) - 1;
        return sum > 0 ? new(Mean * sum, (1 - Mean) * sum) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Write(nameof(Distributions.Beta), Alpha, Beta);
}
