using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// A parameter in the coordinate in which it is explored, from the mean of its prior and in units of its standard deviation
/// there: u = mean + deviation x.
/// </summary>
internal sealed class ExploredCoordinate
{
    /// <summary>
    /// Draws of a prior that fix a unit to 1 %: those of a scale, whose mean and deviation have no common closed form.
    /// </summary>
    private const int Draws = 16384;

    /// <summary>What is put back on an edge is inside it by this part of a unit: there and back again is not exact.</summary>
    private const double Inside = 1e-9;

    private readonly Distribution prior;
    private readonly double mean;
    private readonly double deviation;
    private readonly double lowest;
    private readonly double highest;

    public ExploredCoordinate(Parameter parameter, int position)
    {
        prior = parameter.Prior;
        if (prior.IsDiscrete)
        {
            throw new ArgumentException(
                $"The parameter '{parameter.Name}' is an indicator ({prior}), by which nothing can be differentiated: fix it.");
        }

        (mean, deviation) = Moments(position);
        if (!(deviation > 0 && double.IsFinite(deviation) && double.IsFinite(mean)))
        {
            throw new ArgumentException(
                $"The prior of '{parameter.Name}' ({prior}) has no finite standard deviation, the unit of its coordinate: "
                + "give it a proper prior.");
        }

        lowest = PointAtEdge(prior.Minimum) + Inside;
        highest = PointAtEdge(prior.Maximum) - Inside;
    }

    /// <summary>The point of a value.</summary>
    public double PointOf(double value) => (prior.ToCoordinate(value) - mean) / deviation;

    /// <summary>The point itself, or the nearest one where the prior has a density.</summary>
    public double Restrict(double point) => double.IsNaN(point) ? point : Math.Clamp(point, lowest, highest);

    /// <summary>The value at a point, and its derivatives by the point.</summary>
    public Jet At(double point)
    {
        double value = prior.FromCoordinate(mean + deviation * point);
        (double slope, double bend) = prior.Coordinate switch
        {
            Coordinate.Logarithmic => (value, value),
            Coordinate.Logit => (value * (1 - value), value * (1 - value) * (1 - 2 * value)),
            _ => (1, 0),
        };
        return new(value, deviation * slope, deviation * deviation * bend);
    }

    /// <summary>The log density of the coordinate u, and its derivatives by the point.</summary>
    public Jet LogPriorAt(double point)
    {
        double u = mean + deviation * point;
        double value = prior.FromCoordinate(u);
        (double slope, double curvature) = PriorDerivatives.Of(prior, value);
        double logDensity = prior.LogCoordinateDensity(value, u);
        return new(logDensity, -deviation * slope, -deviation * deviation * curvature);
    }

    private (double Mean, double Deviation) Moments(int position)
    {
        if (prior.Coordinate == Coordinate.Linear && double.IsFinite(prior.Mean) && double.IsFinite(prior.StandardDeviation))
        {
            return (prior.Mean, prior.StandardDeviation);
        }

        var random = new RandomStream(seed: 0, chain: 0, replica: position);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => prior.ToCoordinate(prior.Draw(random)))];
        double center = draws.Average();
        return (center, Math.Sqrt(draws.Average(draw => (draw - center) * (draw - center))));
    }

    private double PointAtEdge(double edge) => double.IsFinite(edge) ? PointOf(edge) : edge;
}

/// <summary>A number with its first two derivatives.</summary>
/// <param name="Value">The number.</param>
/// <param name="Slope">The first derivative.</param>
/// <param name="Bend">The second derivative.</param>
internal readonly record struct Jet(double Value, double Slope, double Bend);
