using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The absolute value of a normal deviate of mean 0: p(x) = sqrt(2 / pi) / s * exp(-x^2 / (2 s^2)) for x >= 0. Made by
/// <c>Prior.HalfNormal</c>.
/// </summary>
internal sealed record HalfNormalDistribution : ShippedDistribution
{
    private readonly double halfPrecision;

    /// <summary>Creates a half-normal distribution.</summary>
    /// <param name="standardDeviation">The standard deviation s of the whole normal distribution: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is not above 0 and finite.</exception>
    public HalfNormalDistribution(double standardDeviation)
    {
        Require.Scale(standardDeviation);
        Scale = standardDeviation;
        LogConstant = Math.Log(2 / standardDeviation) - Constants.LogSqrt2Pi;
        halfPrecision = 0.5 / (standardDeviation * standardDeviation);
        Numbers = new()
        {
            Kind = DistributionKind.HalfNormal,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            CoordinateSlope = 1,
            Scale = standardDeviation,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("HalfNormal", ["standardDeviation"], a => new HalfNormalDistribution(a[0]));

    /// <summary>The standard deviation s of the whole normal distribution, of which this is the positive half.</summary>
    public double Scale { get; }

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logarithmic;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Mean => Scale * Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public override double StandardDeviation => Scale * Math.Sqrt(1 - 2 / Math.PI);

    /// <inheritdoc/>
    public override double LogDensity(double value) =>
        value < 0 ? double.NegativeInfinity : LogConstant - halfPrecision * value * value;

    /// <inheritdoc/>
    public override double LogCoordinateDensity(double value, double coordinate) =>
        LogConstant - halfPrecision * value * value + coordinate;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        value <= 0 ? 0 : SpecialFunctions.Erf(value / (Scale * Constants.Sqrt2));

    /// <inheritdoc/>
    /// <remarks>The width is the scale, the location is 0: mean and standard deviation both take the factor.</remarks>
    public override HalfNormalDistribution Scaled(double factor)
    {
        Require.Positive(factor);
        return new(factor * Scale);
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Scale);
}
