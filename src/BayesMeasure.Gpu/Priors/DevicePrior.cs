using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Priors;

/// <summary>One of the library's distributions as numbers, for a kernel: its densities, its coordinate and its draws.</summary>
/// <remarks>
/// The log density of the explored coordinate u of a value v is, for every continuous distribution but the beta,
/// <code>
/// LogConstant + CoordinateSlope u + ValueSlope v - z (z / 2 + Offset),  z = (w - Center) / Scale,
/// </code>
/// where w is u or v, inside [Minimum, Maximum]; a term that a distribution has not has the slope or
/// the scale 0. The beta distribution adds the logarithm of the larger fraction, and indicators have their log probabilities in
/// a table of the whole batch.
/// </remarks>
internal readonly struct DevicePrior
{
    /// <summary>How it is drawn from.</summary>
    public required DevicePriorKind Kind { get; init; }

    /// <summary>The scale on which it is explored.</summary>
    public required Coordinate Coordinate { get; init; }

    /// <summary>The smallest possible value.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest possible value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Whether the density is 0 at the minimum and at the maximum themselves: 1 or 0.</summary>
    public int IsOpen { get; init; }

    /// <summary>The constant of the log density.</summary>
    public double LogConstant { get; init; }

    /// <summary>What the log density gains with u; the shape of a gamma distribution, alpha of a beta distribution.</summary>
    public double CoordinateSlope { get; init; }

    /// <summary>What the log density gains with v: minus the rate.</summary>
    public double ValueSlope { get; init; }

    /// <summary>Whether w is u and not v: 1 or 0.</summary>
    public int IsSquareOfCoordinate { get; init; }

    /// <summary>The mean of w, or its peak inside an interval.</summary>
    public double Center { get; init; }

    /// <summary>The standard deviation of w before any truncation, 0 where the log density has no square.</summary>
    public double Scale { get; init; }

    /// <summary>The distance of the centre from the location of a truncated normal, in scales.</summary>
    public double Offset { get; init; }

    /// <summary>
    /// The beta of a beta distribution, the length of ln x of a log-uniform one, the probability of an indicator.
    /// </summary>
    public double Second { get; init; }

    /// <summary>Where in the table the log probabilities of an indicator begin; its probabilities follow.</summary>
    public int TableOffset { get; init; }

    /// <summary><see cref="Distribution.LogDensity"/>.</summary>
    /// <param name="table">The probabilities of the indicators of the whole batch.</param>
    /// <param name="value">The value.</param>
    public double LogDensity(ArrayView<double> table, double value)
    {
        if (!IsInside(value) || (IsOpen != 0 && (value == Minimum || value == Maximum)))
        {
            return double.NegativeInfinity;
        }

        if (Coordinate == Coordinate.Discrete)
        {
            return LogProbability(table, value);
        }

        if (Kind == DevicePriorKind.Beta)
        {
            return LogConstant + (CoordinateSlope - 1) * DeviceDouble.Log(value).Value
                + (Second - 1) * DeviceDouble.Log(1 - value).Value;
        }
        // The density of the value itself lacks the Jacobian dv/du = v of a logarithmic coordinate.
        double slope = Coordinate == Coordinate.Logarithmic ? CoordinateSlope - 1 : CoordinateSlope;
        return LogFormula(value, ToCoordinate(value), slope);
    }

    /// <summary><see cref="Distribution.LogCoordinateDensity"/>.</summary>
    /// <param name="table">The probabilities of the indicators of the whole batch.</param>
    /// <param name="value">The value.</param>
    /// <param name="coordinate">Its coordinate u.</param>
    public double LogCoordinateDensity(ArrayView<double> table, double value, double coordinate)
    {
        if (!IsInside(value))
        {
            return double.NegativeInfinity;
        }

        if (Coordinate == Coordinate.Discrete)
        {
            return LogProbability(table, value);
        }

        return Kind == DevicePriorKind.Beta
            ? LogBeta(value, coordinate)
            : LogFormula(value, coordinate, CoordinateSlope);
    }

    /// <summary><see cref="Distribution.ToCoordinate"/>.</summary>
    public double ToCoordinate(double value)
    {
        if (Coordinate == Coordinate.Logarithmic)
        {
            return DeviceDouble.Log(value).Value;
        }

        return Coordinate == Coordinate.Logit ? DeviceDouble.Log(value / (1 - value)).Value : value;
    }

    /// <summary><see cref="Distribution.FromCoordinate"/>.</summary>
    public double FromCoordinate(double coordinate)
    {
        if (Coordinate == Coordinate.Logarithmic)
        {
            return DeviceDouble.Exp(coordinate).Value;
        }

        return Coordinate == Coordinate.Logit ? 1 / (1 + DeviceDouble.Exp(-coordinate).Value) : coordinate;
    }

    /// <summary>
    /// The slope of a term times its variable; 0 for a term that is absent, also where the variable is infinite.
    /// </summary>
    private static double Term(double slope, double variable) => slope == 0 ? 0 : slope * variable;

    private bool IsInside(double value) => value >= Minimum && value <= Maximum;

    private double LogFormula(double value, double coordinate, double coordinateSlope)
    {
        double w = IsSquareOfCoordinate != 0 ? coordinate : value;
        double z = Scale == 0 ? 0 : (w - Center) / Scale;
        return LogConstant + Term(coordinateSlope, coordinate) + Term(ValueSlope, value) - z * (0.5 * z + Offset);
    }

    /// <summary>ln x and ln(1 - x) differ by u, so the larger of the two fractions gives both.</summary>
    private double LogBeta(double value, double coordinate)
    {
        double logarithm = DeviceDouble.Log(Math.Max(value, 1 - value)).Value;
        double slope = coordinate > 0 ? -Second : CoordinateSlope;
        return LogConstant + (CoordinateSlope + Second) * logarithm + slope * coordinate;
    }

    private double LogProbability(ArrayView<double> table, double value) =>
        value == (int)value ? table[TableOffset + (int)value] : double.NegativeInfinity;
}
