using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The normal distribution: p(x) = exp(-(x - mean)^2 / (2 sd^2)) / (sd sqrt(2 pi)). Made by <c>Prior.Normal</c>.
/// </summary>
internal sealed record NormalDistribution : ShippedDistribution
{
    /// <summary>Creates a normal distribution.</summary>
    /// <param name="mean">The mean: finite.</param>
    /// <param name="standardDeviation">The standard deviation: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean is not finite, or the standard deviation is not above 0 and finite.
    /// </exception>
    public NormalDistribution(double mean, double standardDeviation)
    {
        Require.Location(mean);
        Require.Scale(standardDeviation);
        Mean = mean;
        StandardDeviation = standardDeviation;
        LogConstant = -Math.Log(standardDeviation) - Constants.LogSqrt2Pi;
        Numbers = new()
        {
            Kind = DistributionKind.Normal,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            Center = mean,
            Scale = standardDeviation,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Normal", ["mean", "standardDeviation"], a => new NormalDistribution(a[0], a[1]));

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Linear;

    /// <inheritdoc/>
    public override double Minimum => double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double LogDensity(double value)
    {
        double z = (value - Mean) / StandardDeviation;
        return LogConstant - 0.5 * z * z;
    }

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        0.5 * SpecialFunctions.Erfc((Mean - value) / (StandardDeviation * Constants.Sqrt2));

    /// <inheritdoc/>
    /// <remarks>The width is the standard deviation, the location the mean.</remarks>
    public override NormalDistribution Scaled(double factor)
    {
        Require.Positive(factor);
        return new(Mean, factor * StandardDeviation);
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Mean, StandardDeviation);
}
