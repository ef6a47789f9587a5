namespace BayesMeasure.Priors;

/// <summary>
/// The uniform distribution on an interval: p(x) = 1 / (maximum - minimum). Made by <c>Prior.Uniform</c>.
/// </summary>
internal sealed record UniformDistribution : ShippedDistribution
{
    /// <summary>Creates a uniform distribution.</summary>
    /// <param name="minimum">The smallest value: finite.</param>
    /// <param name="maximum">The largest value: finite, above the minimum.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or the maximum is not above the minimum.</exception>
    public UniformDistribution(double minimum, double maximum)
    {
        Require.Finite(minimum);
        Require.Finite(maximum);
        Require.Above(maximum, minimum);
        Minimum = minimum;
        Maximum = maximum;
        LogConstant = -Math.Log(maximum - minimum);
        Require.Served(this, LogConstant, "a uniform distribution");
        Numbers = new()
        {
            Kind = DistributionKind.Uniform,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Uniform", ["minimum", "maximum"], a => new UniformDistribution(a[0], a[1]));

    /// <summary>The logarithm of the density inside the interval.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Linear;

    /// <inheritdoc/>
    public override double Minimum { get; }

    /// <inheritdoc/>
    public override double Maximum { get; }

    /// <inheritdoc/>
    public override double Mean => 0.5 * Minimum + 0.5 * Maximum;

    /// <inheritdoc/>
    public override double StandardDeviation => (Maximum - Minimum) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override double LogDensity(double value) =>
        value >= Minimum && value <= Maximum ? LogConstant : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        Math.Clamp((value - Minimum) / (Maximum - Minimum), 0, 1);

    /// <inheritdoc/>
    /// <remarks>The width is the length of the interval, the location its centre.</remarks>
    public override UniformDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        double half = factor * (0.5 * Maximum - 0.5 * Minimum);
        return double.IsFinite(Mean - half) && double.IsFinite(Mean + half) ? new(Mean - half, Mean + half) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Minimum, Maximum);
}
