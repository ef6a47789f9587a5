using BayesMeasure.Inference;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// Remembers the best point that a search beyond beta = 1 found, and says whether the run missed it. Behind a first-order
/// transition a narrow mode can hold most of the posterior and yet be reached by no replica that comes from the prior; then all
/// estimates of log Z agree on a wrong value. Far above beta = 1 what hides it has shrunk until the two touch, and a replica
/// falls in.
/// </summary>
/// <param name="dimension">The number of parameters.</param>
internal sealed class HiddenModeSearch(int dimension)
{
    private readonly double[] point = new double[dimension];
    private double logLikelihood;
    private double highest = double.NegativeInfinity;

    /// <summary>The best point; null where there was none.</summary>
    public double[]? Point => double.IsFinite(highest) ? [.. point] : null;

    /// <summary>Looks at a point that was found above beta = 1.</summary>
    /// <param name="values">The point.</param>
    /// <param name="logLikelihood">Its log likelihood.</param>
    /// <param name="logDensity">Its log likelihood plus its log prior density.</param>
    public void Look(ReadOnlySpan<double> values, double logLikelihood, double logDensity)
    {
        if (logDensity > highest)
        {
            (highest, this.logLikelihood) = (logDensity, logLikelihood);
            values.CopyTo(point);
        }
    }

    /// <summary>
    /// The mode that the draws missed; null when they missed none. Where there is none, ln L + ln p spreads over about d/2 below
    /// its maximum, and the best draw is near that: what is higher by more than twice d/2 was not seen.
    /// </summary>
    public HiddenMode? MissedBy(Draws draws)
    {
        double best = draws.HighestLogDensity();
        return highest > best + dimension + 3 ? new([.. point], logLikelihood, highest - best) : null;
    }

    /// <summary>Carries what was found.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Number(ref highest);
        stream.Number(ref logLikelihood);
        stream.Numbers(point);
    }
}
