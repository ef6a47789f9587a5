using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The gamma distribution: p(x) = rate^shape / Gamma(shape) * x^(shape - 1) * exp(-rate x) for x > 0. Made by <c>Prior.Gamma</c>.
/// </summary>
internal sealed record GammaDistribution : ShippedDistribution
{
    private const double TailDeviations = 800;

    /// <summary>Creates a gamma distribution.</summary>
    /// <param name="shape">The shape: from 0.001 to 1e9.</param>
    /// <param name="rate">The rate, in one over the unit of x: from 1e-150 to 1e150. The scale is one over the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape or the rate is outside its range.</exception>
    public GammaDistribution(double shape, double rate)
    {
        Require.Shape(shape);
        Require.Scale(rate);
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

        // So far out the tail is below any double, and the series of Math.NET is no number.
        if (scaled > Shape + TailDeviations * (1 + Math.Sqrt(Shape)))
        {
            return 1;
        }

        return scaled < 1e-10 ? ProbabilityNearZero(scaled) : Math.Min(1, SpecialFunctions.GammaLowerRegularized(Shape, scaled));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the standard deviation, the location the mean: shape and rate are divided by the square of the factor.
    /// </remarks>
    public override GammaDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        return IfServed(() => new GammaDistribution(Shape / (factor * factor), Rate / (factor * factor)));
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Shape, Rate);

    /// <summary>The first term of the power series, where Math.NET rounds a small argument to 0.</summary>
    private double ProbabilityNearZero(double scaled) =>
        Math.Exp(Shape * Math.Log(scaled) - SpecialFunctions.GammaLn(Shape + 1));
}
