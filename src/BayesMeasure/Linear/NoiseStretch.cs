using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace BayesMeasure.Linear;

/// <summary>
/// How uncertain the level of the noise is: it is NoiseLevel times a stretch, whose inverse square is a gamma variable g over
/// its mean h = nu/2.
/// </summary>
/// <param name="half">h, half the degrees of freedom; infinite where the level is known.</param>
/// <param name="least">The least stretch that the prior of the noise admits.</param>
/// <param name="most">The largest.</param>
internal sealed class NoiseStretch(double half, double least = 0, double most = double.PositiveInfinity)
{
    private const double NegligibleExponent = 45;
    private const int Panels = 8;
    private const int NodesPerPanel = 16;

    /// <summary>The level of the noise is known.</summary>
    public static NoiseStretch None { get; } = new(double.PositiveInfinity);

    /// <summary>h.</summary>
    public double Half => half;

    /// <summary>Whether the level of the noise is known.</summary>
    public bool IsKnown => double.IsPositiveInfinity(half);

    /// <summary>One draw, not minding the bounds.</summary>
    public double Draw(RandomStream random) => IsKnown ? 1 : Math.Sqrt(half / random.NextGamma(half));

    /// <summary>Whether a stretch is within the bounds.</summary>
    public bool Admits(double stretch) => stretch >= least && stretch <= most;

    /// <summary>
    /// The nodes of an integral over the stretches within the bounds, with their weights: Gauss-Legendre panels in ln g, whose
    /// density exp(h ln g - g) / Gamma(h) falls off as fast as a normal one or faster than exponentially.
    /// </summary>
    public IEnumerable<(double Stretch, double Weight)> Nodes()
    {
        double begin = Math.Max(End(side: -1), LogGammaAt(most));
        double end = Math.Min(End(side: 1), LogGammaAt(least));
        double width = (end - begin) / Panels;
        var rule = new GaussLegendreRule(0, Math.Max(0, width), NodesPerPanel);
        return
            from panel in Enumerable.Range(0, Panels)
            from node in Enumerable.Range(0, NodesPerPanel)
            let value = begin + panel * width + rule.GetAbscissa(node)
            select (Math.Sqrt(half * Math.Exp(-value)), rule.GetWeight(node) * Density(value));
    }

    private double Density(double value) => Math.Exp(half * value - Math.Exp(value) - SpecialFunctions.GammaLn(half));

    /// <summary>ln g = ln h - 2 ln stretch; infinite at the stretches 0 and infinity.</summary>
    private double LogGammaAt(double stretch) => Math.Log(half) - 2 * Math.Log(stretch);

    /// <summary>Where the density has fallen off from its peak, on one side of it.</summary>
    private double End(int side)
    {
        double peak = Math.Log(half);
        double Fall(double distance) => half * (Math.Exp(side * distance) - 1 - side * distance) - NegligibleExponent;
        double farthest = 1;
        while (Fall(farthest) < 0)
        {
            farthest *= 2;
        }

        return peak + side * Brent.FindRoot(Fall, 0, farthest);
    }
}
