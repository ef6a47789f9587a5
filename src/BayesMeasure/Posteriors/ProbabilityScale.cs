using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The explored coordinate u of a parameter as a function of the probability P of its prior: piecewise linear between nodes, so
/// that a draw that is uniform in P has a density in u that is known exactly, however well the nodes follow the prior.
/// </summary>
/// <remarks>
/// Nodes lie at multiples of 1/32 and, in either tail, at 2^-6, 2^-7, ..., 2^-20. Where the coordinate has no end, the scale ends
/// at 2^-24 of the prior, and what lies beyond has the density 0. Uniform and log-uniform priors are followed exactly.
/// </remarks>
internal sealed class ProbabilityScale
{
    private const int Parts = 32;
    private const int LastHalving = 20;
    private const double Beyond = 1.0 / (1 << 24);
    private const double Negligible = 1e-12;
    private const int Bisections = 20;

    private readonly double[] probabilities;
    private readonly double[] coordinates;

    public ProbabilityScale(Distribution prior)
    {
        double lowest = prior.ToCoordinate(prior.Minimum);
        double highest = prior.ToCoordinate(prior.Maximum);
        lowest = double.IsFinite(lowest) ? lowest : Quantile(prior, Beyond, lowest, highest);
        highest = double.IsFinite(highest) ? highest : Quantile(prior, 1 - Beyond, lowest, highest);
        var nodes = new List<(double Probability, double Coordinate)> { (0, lowest) };
        foreach (double probability in Inner())
        {
            double linear = lowest + probability * (highest - lowest);
            double coordinate = Math.Abs(Probability(prior, linear) - probability) < Negligible
                ? linear
                : Bisect(prior, probability, nodes[^1].Coordinate, highest);
            if (coordinate > nodes[^1].Coordinate && coordinate < highest)
            {
                nodes.Add((probability, coordinate));
            }
        }

        nodes.Add((1, highest));
        probabilities = [.. nodes.Select(node => node.Probability)];
        coordinates = [.. nodes.Select(node => node.Coordinate)];
    }

    /// <summary>The median of a prior, nearly.</summary>
    public static double MedianOf(Distribution prior) => prior.FromCoordinate(
        Quantile(prior, 0.5, prior.ToCoordinate(prior.Minimum), prior.ToCoordinate(prior.Maximum)));

    /// <summary>The coordinate at a probability from 0 to 1.</summary>
    public double CoordinateAt(double probability) => Interpolate(probabilities, coordinates, probability);

    /// <summary>The probability at a coordinate; NaN beyond the ends of the scale.</summary>
    public double ProbabilityAt(double coordinate) =>
        coordinate >= coordinates[0] && coordinate <= coordinates[^1]
            ? Interpolate(coordinates, probabilities, coordinate)
            : double.NaN;

    /// <summary>ln du/dP at a coordinate between the ends of the scale.</summary>
    public double LogSlopeAt(double coordinate)
    {
        int node = NodeBelow(coordinates, coordinate);
        return Math.Log((coordinates[node + 1] - coordinates[node]) / (probabilities[node + 1] - probabilities[node]));
    }

    /// <summary>The probabilities between 0 and 1 that have nodes, in order.</summary>
    private static IEnumerable<double> Inner()
    {
        double[] tail = [.. Enumerable.Range(0, LastHalving - 5).Select(i => Math.ScaleB(1, i - LastHalving))];
        return [.. tail, .. Enumerable.Range(1, Parts - 1).Select(i => (double)i / Parts), .. tail.Reverse().Select(p => 1 - p)];
    }

    private static double Probability(Distribution prior, double coordinate) =>
        prior.CumulativeProbability(prior.FromCoordinate(coordinate));

    /// <summary>The coordinate below which a part of the prior lies, by bisection; ends may be infinite.</summary>
    private static double Quantile(Distribution prior, double probability, double lowest, double highest)
    {
        double center = double.IsFinite(prior.Mean) ? prior.ToCoordinate(prior.Mean) : 0;
        double unit = prior.Coordinate == Coordinate.Linear && double.IsFinite(prior.StandardDeviation)
            ? prior.StandardDeviation
            : 1;
        double lower = double.IsFinite(lowest) ? lowest : center - unit;
        for (double step = unit; Probability(prior, lower) > probability && double.IsFinite(step); step *= 2)
        {
            lower = center - step;
        }

        double upper = double.IsFinite(highest) ? highest : center + unit;
        for (double step = unit; Probability(prior, upper) < probability && double.IsFinite(step); step *= 2)
        {
            upper = center + step;
        }

        return Bisect(prior, probability, lower, upper);
    }

    private static double Bisect(Distribution prior, double probability, double lower, double upper)
    {
        for (int i = 0; i < Bisections; i++)
        {
            double middle = 0.5 * (lower + upper);
            (lower, upper) = Probability(prior, middle) < probability ? (middle, upper) : (lower, middle);
        }

        return 0.5 * (lower + upper);
    }

    private static double Interpolate(double[] from, double[] to, double x)
    {
        int node = NodeBelow(from, x);
        return to[node] + (to[node + 1] - to[node]) * (x - from[node]) / (from[node + 1] - from[node]);
    }

    /// <summary>The node before the interval that holds a number.</summary>
    private static int NodeBelow(double[] nodes, double x)
    {
        int lower = 0;
        int upper = nodes.Length - 1;
        while (upper - lower > 1)
        {
            int middle = (lower + upper) / 2;
            (lower, upper) = x < nodes[middle] ? (lower, middle) : (middle, upper);
        }

        return lower;
    }
}
