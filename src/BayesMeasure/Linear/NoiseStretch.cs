using BayesMeasure.Numerics;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Linear;

/// <summary>
/// How uncertain the level of the noise is: it is NoiseLevel times a stretch, whose inverse square is chi-squared with nu degrees
/// of freedom over nu.
/// </summary>
/// <param name="freedom">The degrees of freedom nu; infinite where the level is known.</param>
/// <param name="least">The least stretch that the prior of the noise admits.</param>
/// <param name="most">The largest.</param>
internal sealed class NoiseStretch(double freedom, double least = 0, double most = double.PositiveInfinity)
{
    private const int Panels = 8;
    private const int NodesPerPanel = 16;

    /// <summary>The level of the noise is known.</summary>
    public static NoiseStretch None { get; } = new(double.PositiveInfinity);

    /// <summary>nu.</summary>
    public double DegreesOfFreedom => freedom;

    /// <summary>Whether the level of the noise is known.</summary>
    public bool IsKnown => double.IsPositiveInfinity(freedom);

    /// <summary>One draw, not minding the bounds.</summary>
    public double Draw(RandomStream random) =>
        IsKnown ? 1 : Math.Sqrt(0.5 * freedom / random.NextGamma(0.5 * freedom));

    /// <summary>Whether a stretch is within the bounds.</summary>
    public bool Admits(double stretch) => stretch >= least && stretch <= most;

    /// <summary>The nodes of an integral over the stretches within the bounds, with their weights.</summary>
    public IEnumerable<(double Stretch, double Weight)> Nodes()
    {
        var logarithm = new LogChiSquared(freedom);
        double begin = Math.Max(logarithm.Begin, LogChiSquaredAt(most));
        double end = Math.Min(logarithm.End, LogChiSquaredAt(least));
        double width = Math.Max(0, end - begin) / Panels;
        var rule = new GaussLegendreRule(0, width, NodesPerPanel);
        return
            from panel in Enumerable.Range(0, Panels)
            from node in Enumerable.Range(0, NodesPerPanel)
            let value = begin + panel * width + rule.GetAbscissa(node)
            select (Math.Sqrt(freedom * Math.Exp(-value)), rule.GetWeight(node) * logarithm.Density(value));
    }

    /// <summary>ln nu - 2 ln stretch; infinite at the stretches 0 and infinity.</summary>
    private double LogChiSquaredAt(double stretch) => Math.Log(freedom) - 2 * Math.Log(stretch);
}
