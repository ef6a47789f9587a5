using BayesMeasure.Explorers;
using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>
/// Remembers the best point that a search beyond beta = 1 found, and says whether the run missed it. Behind a first-order transition
/// a narrow mode can hold most of the posterior and yet be reached by no replica that comes from the prior; then all estimates of
/// log Z agree on a wrong value. Far above beta = 1 what hides it has shrunk until the two touch, and a replica falls in.
/// </summary>
internal sealed class HiddenModeSearch
{
    private double[] point = [];

    /// <summary>The highest log likelihood found; -infinity before a search.</summary>
    public double HighestLogLikelihood { get; private set; } = double.NegativeInfinity;

    /// <summary>The point where it was found.</summary>
    public IReadOnlyList<double> Point => point;

    /// <summary>Looks at a replica above beta = 1.</summary>
    public void Look(Replica replica)
    {
        if (replica.LogLikelihood > HighestLogLikelihood)
        {
            HighestLogLikelihood = replica.LogLikelihood;
            point = point.Length == 0 ? replica.Values.ToArray() : point;
            replica.Values.CopyTo(point);
        }
    }

    /// <summary>
    /// The mode that the draws missed; null when they missed none. Where there is none, ln L spreads over about d/2 below its
    /// maximum, and the best draw is near that: what is higher by more than twice d/2 was not seen.
    /// </summary>
    public HiddenMode? MissedBy(Draws draws)
    {
        double best = Enumerable.Range(0, draws.Chains)
            .Max(chain => Enumerable.Range(0, draws.Count).Max(draw => draws.LogLikelihood(chain, draw)));
        return HighestLogLikelihood > best + draws.Parameters.Count + 3 ? new(Point, HighestLogLikelihood, best) : null;
    }
}
