namespace BayesMeasure.Priors;

/// <summary>
/// The log-uniform distribution (Jeffreys' prior of a scale, cut off at both ends): every decade is equally likely,
/// p(x) = 1 / (x ln(maximum / minimum)). Made by <c>Prior.LogUniform</c>.
/// </summary>
internal sealed record LogUniformDistribution : ShippedDistribution
{
    /// <summary>Below it, the square of a bound is 0; above <see cref="LargestSquare"/>, it is infinite.</summary>
    private const double SmallestSquare = 1e-150;

    private const double LargestSquare = 1e150;

    /// <summary>Creates a log-uniform distribution.</summary>
    /// <param name="minimum">The smallest value: above 0, finite.</param>
    /// <param name="maximum">The largest value: finite, above the minimum.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound is not above 0 and finite, or the maximum is not above the minimum.
    /// </exception>
    public LogUniformDistribution(double minimum, double maximum)
    {
        Require.Positive(minimum);
        Require.Positive(maximum);
        Require.Above(maximum, minimum);
        Minimum = minimum;
        Maximum = maximum;
        LogLength = Math.Log(maximum) - Math.Log(minimum);
        LogConstant = -Math.Log(LogLength);
        Require.Served(this, LogConstant, "a log-uniform distribution");
        Numbers = new()
        {
            Kind = DistributionKind.LogUniform,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            Second = LogLength,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("LogUniform", ["minimum", "maximum"], a => new LogUniformDistribution(a[0], a[1]));

    /// <summary>The logarithm of the density of ln x inside the interval.</summary>
    internal double LogConstant { get; }

    /// <summary>The length of the interval of ln x.</summary>
    internal double LogLength { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logarithmic;

    /// <inheritdoc/>
    public override double Minimum { get; }

    /// <inheritdoc/>
    public override double Maximum { get; }

    /// <inheritdoc/>
    public override double Mean => (Maximum - Minimum) / LogLength;

    /// <inheritdoc/>
    public override double StandardDeviation => Maximum is > SmallestSquare and < LargestSquare
        ? Math.Sqrt(Mean * (0.5 * (Minimum + Maximum) - Mean))
        : Math.Sqrt(Mean) * Math.Sqrt(0.5 * Minimum + 0.5 * Maximum - Mean);

    /// <inheritdoc/>
    public override double LogDensity(double value) =>
        value >= Minimum && value <= Maximum ? LogConstant - Math.Log(value) : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double LogCoordinateDensity(double value, double coordinate) =>
        value >= Minimum && value <= Maximum ? LogConstant : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        value <= Minimum ? 0 : Math.Min(1, (Math.Log(value) - Math.Log(Minimum)) / LogLength);

    /// <inheritdoc/>
    /// <remarks>
    /// The width is the length of the interval of ln x, the location its centre: the geometric mean of the bounds.
    /// </remarks>
    public override LogUniformDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        double ratio = Math.Exp(0.5 * factor * LogLength);
        double center = Math.Sqrt(Minimum) * Math.Sqrt(Maximum);
        return center / ratio > 0 && double.IsFinite(center * ratio) ? new(center / ratio, center * ratio) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Minimum, Maximum);
}
