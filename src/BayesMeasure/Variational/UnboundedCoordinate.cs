using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Priors;
using BayesMeasure.References;

namespace BayesMeasure.Variational;

/// <summary>
/// An explored coordinate u without ends, so that a Gaussian may have it: u = s where it has none; with two ends s is the normal
/// quantile of its place between them, so that a uniform prior becomes a standard normal one; with one end it is the logarithm of
/// the distance from it. The prior of s has |du / ds|.
/// </summary>
internal sealed class UnboundedCoordinate
{
    private const double LogRootTwoPi = 0.91893853320467274;

    private readonly Distribution prior;
    private readonly double lowest;
    private readonly double highest;
    private readonly Margin ends;

    public UnboundedCoordinate(Distribution prior)
    {
        this.prior = prior;
        lowest = prior.ToCoordinate(prior.Minimum);
        highest = prior.ToCoordinate(prior.Maximum);
        ends = new(lowest, highest, Center: 0, Scale: 1, Skewness: 0);
    }

    private bool HasLow => double.IsFinite(lowest);

    private bool HasHigh => double.IsFinite(highest);

    /// <summary>Whether it has two ends.</summary>
    private bool IsInterval => HasLow && HasHigh;

    /// <summary>s of an explored coordinate.</summary>
    public double Of(double coordinate) => (HasLow, HasHigh) switch
    {
        (true, true) => ends.Forward(coordinate, out _),
        (true, false) => Math.Log(coordinate - lowest),
        (false, true) => Math.Log(highest - coordinate),
        _ => coordinate,
    };

    /// <summary>du / ds at s.</summary>
    public double SlopeAt(double s) => (HasLow, HasHigh) switch
    {
        (true, true) => (highest - lowest) * Math.Exp(-0.5 * s * s - LogRootTwoPi),
        (true, false) => Math.Exp(s),
        (false, true) => -Math.Exp(s),
        _ => 1,
    };

    /// <summary>What the map adds to the curvature of -ln p at s, where p is that of u: -d^2 ln|du / ds| / ds^2.</summary>
    public double Curvature => IsInterval ? 1 : 0;

    /// <summary>The value at s, inside the bounds of the prior whatever rounding does.</summary>
    public double ValueAt(double s) => ValueOf(CoordinateAt(s));

    /// <summary>The log density of the prior of s, where the value is known.</summary>
    public double LogPriorAt(double s, double value) =>
        prior.LogCoordinateDensity(value, prior.ToCoordinate(value)) + LogSlopeAt(s);

    /// <summary>The value at s, the prior there, and the derivatives of both by s.</summary>
    public PlacedCoordinate At(double s)
    {
        double u = CoordinateAt(s);
        double value = ValueOf(u);
        double slope = SlopeAt(s);
        double byLogSlope = IsInterval ? -s : HasLow || HasHigh ? 1 : 0;
        return new(
            value,
            CoordinateScale.Slope(prior.Coordinate, value) * slope,
            prior.LogCoordinateDensity(value, u) + LogSlopeAt(s),
            byLogSlope - PriorDerivatives.Of(prior, value).Slope * slope);
    }

    private double CoordinateAt(double s) => (HasLow, HasHigh) switch
    {
        (true, true) => ends.Inverse(s),
        (true, false) => lowest + Math.Exp(s),
        (false, true) => highest - Math.Exp(s),
        _ => s,
    };

    private double ValueOf(double coordinate) =>
        Math.Clamp(prior.FromCoordinate(coordinate), prior.Minimum, prior.Maximum);

    private double LogSlopeAt(double s) => IsInterval
        ? Math.Log(highest - lowest) - 0.5 * s * s - LogRootTwoPi
        : HasLow || HasHigh ? s : 0;
}

/// <summary>A value at s, and the log density of the prior of s.</summary>
/// <param name="Value">The value.</param>
/// <param name="Slope">Its derivative by s.</param>
/// <param name="LogPrior">The log density.</param>
/// <param name="LogPriorSlope">Its derivative by s.</param>
internal readonly record struct PlacedCoordinate(double Value, double Slope, double LogPrior, double LogPriorSlope);
