using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// One unknown as a variable t of a fit: its explored coordinate u, but for a positive amplitude, in which a curve is linear, the
/// value itself. The prior is that of the coordinate, phi = -ln p(u), in either case.
/// </summary>
internal sealed class SteppedUnknown
{
    /// <summary>How much of the way to a bound at which the density is 0 one step may go.</summary>
    private const double OpenShare = 0.9;

    private readonly Distribution prior;
    private readonly double lower;
    private readonly double upper;
    private readonly bool isOpenBelow;
    private readonly bool isOpenAbove;

    public SteppedUnknown(Parameter parameter)
    {
        prior = parameter.Prior;
        Coordinate coordinate = prior.Coordinate;
        bool isValue = coordinate == Coordinate.Logarithmic && parameter.Role == ParameterRole.Amplitude;
        IsLinear = isValue || coordinate == Coordinate.Linear;
        lower = Bound(prior.Minimum);
        upper = Bound(prior.Maximum);
        isOpenBelow = IsImpossible(lower);
        isOpenAbove = IsImpossible(upper);
    }

    /// <summary>Whether t is the value itself.</summary>
    public bool IsLinear { get; }

    /// <summary>Whether the explored coordinate is the value itself.</summary>
    public bool HasLinearCoordinate => prior.Coordinate == Coordinate.Linear;

    /// <summary>How far one step may lead: to the bounds, or most of the way where the density is 0 at these.</summary>
    /// <param name="from">t before the step.</param>
    public (double Low, double High) Limits(double from) =>
        (isOpenBelow ? from + OpenShare * (lower - from) : lower, isOpenAbove ? from + OpenShare * (upper - from) : upper);

    /// <summary>Whether a value lies at a bound of its prior.</summary>
    public bool IsAtBound(double value) =>
        (value <= prior.Minimum && !isOpenBelow) || (value >= prior.Maximum && !isOpenAbove);

    /// <summary>t of a value.</summary>
    public double ToStep(double value) => IsLinear ? value : prior.ToCoordinate(value);

    /// <summary>The value at t; rounding does not lead out of the support.</summary>
    public double ToValue(double step) =>
        Math.Clamp(IsLinear ? step : prior.FromCoordinate(step), prior.Minimum, prior.Maximum);

    /// <summary>The explored coordinate of a value.</summary>
    public double ToCoordinate(double value) => prior.ToCoordinate(value);

    /// <summary>The value of an explored coordinate; it does not lead out of the support.</summary>
    public double FromCoordinate(double coordinate) =>
        Math.Clamp(prior.FromCoordinate(coordinate), prior.Minimum, prior.Maximum);

    /// <summary>The derivative of the value with respect to t.</summary>
    public double ValueSlope(double value) => IsLinear ? 1 : CoordinateSlope(value);

    /// <summary>The derivative of the value with respect to the explored coordinate.</summary>
    public double CoordinateSlope(double value) => prior.Coordinate switch
    {
        Coordinate.Logarithmic => value,
        Coordinate.Logit => value * (1 - value),
        _ => 1,
    };

    /// <summary>phi at a value.</summary>
    public double Energy(double value) => -prior.LogCoordinateDensity(value, prior.ToCoordinate(value));

    /// <summary>The derivative of phi with respect to the explored coordinate.</summary>
    public double CoordinateDerivative(double value) => PriorDerivatives.Of(prior, value).Slope;

    /// <summary>The derivatives of phi with respect to t.</summary>
    public (double Slope, double Curvature) Derivatives(double value)
    {
        (double slope, double curvature) = PriorDerivatives.Of(prior, value);
        if (!IsLinear || HasLinearCoordinate)
        {
            return (slope, curvature);
        }

        // t = v, u = ln v: phi' = phi_u / v, phi'' = (phi_uu - phi_u) / v^2.
        return (slope / value, (curvature - slope) / (value * value));
    }

    /// <summary>An infinite t where the scale has no end there.</summary>
    private double Bound(double value) => double.IsFinite(value) ? ToStep(value) : value;

    private bool IsImpossible(double bound) =>
        IsLinear && double.IsFinite(bound) && !double.IsFinite(prior.LogCoordinateDensity(bound, prior.ToCoordinate(bound)));
}
