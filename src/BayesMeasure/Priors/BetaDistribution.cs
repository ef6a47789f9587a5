using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The beta distribution of a fraction: p(x) = x^(alpha - 1) * (1 - x)^(beta - 1) / B(alpha, beta) for 0 &lt; x &lt; 1. Made by
/// <c>Prior.Beta</c>.
/// </summary>
internal sealed record BetaDistribution : ShippedDistribution
{
    /// <summary>Creates a beta distribution.</summary>
    /// <param name="alpha">The exponent at 0, plus one: from 0.001 to 1e9.</param>
    /// <param name="beta">The exponent at 1, plus one: from 0.001 to 1e9.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha or beta is outside its range.</exception>
    public BetaDistribution(double alpha, double beta)
    {
        Require.Shape(alpha);
        Require.Shape(beta);
        Alpha = alpha;
        Beta = beta;
        LogConstant = -SpecialFunctions.BetaLn(alpha, beta);
        Numbers = new()
        {
            Kind = DistributionKind.Beta,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            CoordinateSlope = alpha,
            Second = beta,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Beta", ["alpha", "beta"], a => new BetaDistribution(a[0], a[1]));

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
    /// <remarks>
    /// The width is the standard deviation, the location the mean m. The variance is m (1 - m) / (alpha + beta + 1), so that no
    /// such distribution is as wide as sqrt(m (1 - m)): null from there on.
    /// </remarks>
    public override BetaDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        double sum = (Alpha + Beta + 1) / (factor * factor) - 1;
        return sum > 0 ? IfServed(() => new BetaDistribution(Mean * sum, (1 - Mean) * sum)) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Alpha, Beta);
}
