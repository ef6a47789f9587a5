using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The gamma distribution: p(x) = rate^shape / Gamma(shape) * x^(shape - 1) * exp(-rate x) for x > 0. Made by <c>Prior.Gamma</c>.
/// </summary>
internal sealed record GammaDistribution : ShippedDistribution
{
    /// <summary>Creates a gamma distribution.</summary>
    /// <param name="shape">The shape: above 0, finite.</param>
    /// <param name="rate">The rate, in one over the unit of x: above 0, finite. The scale is one over the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape or the rate is not above 0 and finite.</exception>
    public GammaDistribution(double shape, double rate)
    {
        Require.Positive(shape);
        Require.Positive(rate);
        Shape = shape;
        Rate = rate;
        LogConstant = shape * Math.Log(rate) - SpecialFunctions.GammaLn(shape);
        Numbers = new()
        {
            Kind = DistributionKind.Gamma,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            CoordinateSlope = shape,
            ValueSlope = -rate,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Gamma", ["shape", "rate"], a => new GammaDistribution(a[0], a[1]));

    /// <summary>The shape.</summary>
    public double Shape { get; }

    /// <summary>The rate: one over the scale.</summary>
    public double Rate { get; }

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logarithmic;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Mean => Shape / Rate;

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(Shape) / Rate;

    /// <inheritdoc/>
    public override double LogDensity(double value) => value <= 0 || double.IsPositiveInfinity(value)
        ? double.NegativeInfinity
        : LogConstant + (Shape - 1) * Math.Log(value) - Rate * value;

    /// <inheritdoc/>
    public override double LogCoordinateDensity(double value, double coordinate) =>
        LogConstant + Shape * coordinate - Rate * value;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value)
    {
        double scaled = Rate * value;
        if (scaled <= 0)
        {
            return 0;
        }

        return scaled < 1e-10 ? ProbabilityNearZero(scaled) : SpecialFunctions.GammaLowerRegularized(Shape, scaled);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the standard deviation, the location the mean: shape and rate are divided by the square of the factor.
    /// </remarks>
    public override GammaDistribution Scaled(double factor)
    {
        Require.Positive(factor);
        return new(Shape / (factor * factor), Rate / (factor * factor));
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Shape, Rate);

    /// <summary>The first term of the power series, where Math.NET rounds a small argument to 0.</summary>
    private double ProbabilityNearZero(double scaled) =>
        Math.Exp(Shape * Math.Log(scaled) - SpecialFunctions.GammaLn(Shape + 1));
}
