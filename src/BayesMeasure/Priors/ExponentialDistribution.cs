namespace BayesMeasure.Priors;

/// <summary>
/// The exponential distribution: p(x) = rate * exp(-rate x) for x >= 0. Made by <c>Prior.Exponential</c>.
/// </summary>
internal sealed record ExponentialDistribution : ShippedDistribution
{
    /// <summary>Creates an exponential distribution.</summary>
    /// <param name="rate">The rate, one over the mean: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0 and finite.</exception>
    public ExponentialDistribution(double rate)
    {
        Require.Scale(rate);
        Rate = rate;
        LogConstant = Math.Log(rate);
        Numbers = new()
        {
            Kind = DistributionKind.Exponential,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            CoordinateSlope = 1,
            ValueSlope = -rate,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Exponential", ["rate"], a => new ExponentialDistribution(a[0]));

    /// <summary>The rate: one over the mean.</summary>
    public double Rate { get; }

    /// <summary>The logarithm of the density at 0: of the rate.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logarithmic;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Mean => 1 / Rate;

    /// <inheritdoc/>
    public override double StandardDeviation => 1 / Rate;

    /// <inheritdoc/>
    public override double LogDensity(double value) => value < 0 ? double.NegativeInfinity : LogConstant - Rate * value;

    /// <inheritdoc/>
    public override double LogCoordinateDensity(double value, double coordinate) => LogConstant - Rate * value + coordinate;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) => value <= 0 ? 0 : 1 - Math.Exp(-Rate * value);

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the scale, the location is 0: mean and standard deviation, which are equal, both take the factor.
    /// </remarks>
    public override ExponentialDistribution Scaled(double factor)
    {
        Require.Positive(factor);
        return new(Rate / factor);
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Rate);
}
