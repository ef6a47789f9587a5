using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Interpolation;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// The coordinate z of a parameter in which its prior is N(0, 1): z = Phi^-1(F(value)). Whatever z is, its value is one that the
/// prior allows.
/// </summary>
internal sealed class NormalCoordinate
{
    /// <summary>The largest |z|: one value in 500 million lies beyond, and is taken for this.</summary>
    public const double Largest = 6;

    private const int Nodes = 241;
    private const int Halvings = 80;

    private readonly Distribution prior;
    private readonly CubicSpline coordinates;

    /// <param name="prior">A continuous distribution.</param>
    public NormalCoordinate(Distribution prior)
    {
        this.prior = prior;
        double[] normals = [.. Enumerable.Range(0, Nodes).Select(i => Largest * (2.0 * i / (Nodes - 1) - 1))];
        double[] found = [.. normals.Select(normal => Quantile(Normal.CDF(0, 1, normal)))];

        // Monotone between its nodes, so that the order of values is that of their z.
        coordinates = CubicSpline.InterpolatePchipSorted(normals, found);
    }

    /// <summary>z of a value.</summary>
    public double ToNormal(double value) =>
        Math.Clamp(Normal.InvCDF(0, 1, Math.Clamp(prior.CumulativeProbability(value), 0, 1)), -Largest, Largest);

    /// <summary>The value at z.</summary>
    public double ToValue(double normal) =>
        prior.FromCoordinate(coordinates.Interpolate(Math.Clamp(normal, -Largest, Largest)));

    /// <summary>The coordinate of the scale of the prior below which a probability lies, by bisection.</summary>
    private double Quantile(double probability)
    {
        (double low, double high) = (End(prior.Minimum, -1, probability), End(prior.Maximum, 1, probability));
        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (low + high);
            bool isBelow = prior.CumulativeProbability(prior.FromCoordinate(middle)) < probability;
            (low, high) = isBelow ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    /// <summary>A coordinate beyond which the probability does not lie: an end of the prior, or one found by doubling.</summary>
    private double End(double bound, int side, double probability)
    {
        double end = prior.ToCoordinate(bound);
        if (double.IsFinite(end))
        {
            return end;
        }

        double start = prior.ToCoordinate(prior.Mean);
        start = double.IsFinite(start) ? start : 0;
        double step = 1;
        while (side * (prior.CumulativeProbability(prior.FromCoordinate(start + side * step)) - probability) < 0)
        {
            step *= 2;
        }

        return start + side * step;
    }
}
