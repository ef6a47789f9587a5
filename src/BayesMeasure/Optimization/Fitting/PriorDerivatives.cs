using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The first and second derivatives of phi(u) = -ln p(u) of an explored coordinate: from the numbers of a distribution that has a
/// table, by differences of one that has none.
/// </summary>
internal static class PriorDerivatives
{
    private const double Step = 1e-4;

    /// <summary>The derivatives at a value.</summary>
    public static (double Slope, double Curvature) Of(Distribution prior, double value) => prior.Table switch
    {
        null => Differenced(prior, value),
        { Kind: DistributionKind.Beta } beta => OfBeta(beta, value),
        DistributionTable table => OfFormula(table, value),
    };

    /// <summary>ln p = c + a ln v + b ln(1 - v) of the logit u of v.</summary>
    private static (double Slope, double Curvature) OfBeta(DistributionTable beta, double value)
    {
        double total = beta.CoordinateSlope + beta.Second;
        return (total * value - beta.CoordinateSlope, total * value * (1 - value));
    }

    /// <summary>
    /// ln p = c + a u + b v - z (z / 2 + o), z = (w - m) / s, where w is u or v: see <see cref="DistributionTable"/>.
    /// </summary>
    private static (double Slope, double Curvature) OfFormula(DistributionTable table, double value)
    {
        // dv/du and d^2v/du^2 are v itself on a logarithmic scale.
        (double first, double second) = table.Coordinate == Coordinate.Logarithmic ? (value, value) : (1.0, 0.0);
        double slope = -table.CoordinateSlope - table.ValueSlope * first;
        double curvature = -table.ValueSlope * second;
        if (table.Scale == 0)
        {
            return (slope, curvature);
        }

        bool isOfCoordinate = table.Kind == DistributionKind.LogNormal;
        double w = isOfCoordinate ? Math.Log(value) : value;
        (double byFirst, double bySecond) = isOfCoordinate ? (1.0, 0.0) : (first, second);
        double pull = ((w - table.Center) / table.Scale + table.Offset) / table.Scale;
        return (slope + pull * byFirst, curvature + byFirst * byFirst / (table.Scale * table.Scale) + pull * bySecond);
    }

    private static (double Slope, double Curvature) Differenced(Distribution prior, double value)
    {
        double u = prior.ToCoordinate(value);
        double width = prior.Coordinate == Coordinate.Linear && double.IsFinite(prior.StandardDeviation)
            ? prior.StandardDeviation
            : Math.Max(1, Math.Abs(u));
        double step = Step * width;
        double here = Energy(u);
        (double below, double above) = (Energy(u - step), Energy(u + step));
        (double slope, double curvature) = ((above - below) / (2 * step), (above - 2 * here + below) / (step * step));
        return double.IsFinite(slope) && double.IsFinite(curvature) ? (slope, curvature) : (0, 0);

        double Energy(double at) => -prior.LogCoordinateDensity(prior.FromCoordinate(at), at);
    }
}
