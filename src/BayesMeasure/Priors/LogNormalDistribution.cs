using MathNet.Numerics;

namespace BayesMeasure.Priors;

/// <summary>
/// The log-normal distribution: ln x is normal with mean <see cref="LogMean"/> and standard deviation
/// <see cref="LogStandardDeviation"/>. Made by <c>Prior.LogNormal</c>.
/// </summary>
internal sealed record LogNormalDistribution : ShippedDistribution
{
    /// <summary>No draw is further from the mean of ln x, in standard deviations: normal draws are of 52 bits.</summary>
    private const double Deviations = 9;

    private const double LargestLogarithm = 690;

    /// <summary>Below it, the standard deviation of x is a share of its mean, to rounding.</summary>
    private const double SmallestSquare = 1e-40;

    private const double SmallestDeviation = 1e-20;

    /// <summary>Creates a log-normal distribution.</summary>
    /// <param name="logMean">The mean of ln x: finite. The median of x is exp(logMean).</param>
    /// <param name="logStandardDeviation">The standard deviation of ln x: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The log mean is not finite, the log standard deviation is not above 0, or nine of them beside it are beyond 690 of 0.
    /// </exception>
    public LogNormalDistribution(double logMean, double logStandardDeviation)
    {
        Require.Finite(logMean);
        Require.Positive(logStandardDeviation);
        if (logStandardDeviation < SmallestDeviation)
        {
            throw new ArgumentOutOfRangeException(
                nameof(logStandardDeviation),
                logStandardDeviation,
                FormattableString.Invariant($"The logStandardDeviation must be at least {SmallestDeviation}."));
        }

        if (!(Math.Abs(logMean) + Deviations * logStandardDeviation <= LargestLogarithm))
        {
            throw new ArgumentOutOfRangeException(
                nameof(logStandardDeviation),
                logStandardDeviation,
                FormattableString.Invariant($"The logMean and {Deviations} logStandardDeviation must be within ")
                + FormattableString.Invariant($"{LargestLogarithm} of 0: exp of more is no number. Both are logarithms."));
        }

        LogMean = logMean;
        LogStandardDeviation = logStandardDeviation;
        LogConstant = -Math.Log(logStandardDeviation) - Constants.LogSqrt2Pi;
        Numbers = new()
        {
            Kind = DistributionKind.LogNormal,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            LogConstant = LogConstant,
            Center = logMean,
            Scale = logStandardDeviation,
        };
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("LogNormal", ["logMean", "logStandardDeviation"], a => new LogNormalDistribution(a[0], a[1]));

    /// <summary>The mean of ln x.</summary>
    public double LogMean { get; }

    /// <summary>The standard deviation of ln x.</summary>
    public double LogStandardDeviation { get; }

    /// <summary>The logarithm of the factor that normalises the density.</summary>
    internal double LogConstant { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Logarithmic;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Mean => Math.Exp(LogMean + 0.5 * LogStandardDeviation * LogStandardDeviation);

    /// <inheritdoc/>
    /// <remarks>sd = mean * sqrt(exp(s^2) - 1), written with a hyperbolic sine so that a small s keeps its digits.</remarks>
    public override double StandardDeviation
    {
        get
        {
            double half = 0.5 * LogStandardDeviation * LogStandardDeviation;
            return Mean * (half < SmallestSquare ? LogStandardDeviation : Math.Sqrt(2 * Math.Sinh(half) * Math.Exp(half)));
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double value)
    {
        if (value <= 0)
        {
            return double.NegativeInfinity;
        }

        double logarithm = Math.Log(value);
        return LogCoordinateDensity(value, logarithm) - logarithm;
    }

    /// <inheritdoc/>
    public override double LogCoordinateDensity(double value, double coordinate)
    {
        double z = (coordinate - LogMean) / LogStandardDeviation;
        return LogConstant - 0.5 * z * z;
    }

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) => value <= 0
        ? 0
        : 0.5 * SpecialFunctions.Erfc((LogMean - Math.Log(value)) / (LogStandardDeviation * Constants.Sqrt2));

    /// <inheritdoc/>
    /// <remarks>The width is the standard deviation of ln x, the location the mean of ln x: the median of x stays.</remarks>
    public override LogNormalDistribution? Scaled(double factor)
    {
        Require.Positive(factor);
        return IfServed(() => new LogNormalDistribution(LogMean, factor * LogStandardDeviation));
    }

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(LogMean, LogStandardDeviation);
}
