using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Summaries;

/// <summary>The level of noise that was integrated out, drawn afterwards.</summary>
public static class NoiseLevel
{
    /// <summary>
    /// The posterior of sigma under <see cref="JeffreysNoise"/>: for each draw of the parameters one of the level from its exact
    /// conditional, sigma^2 ~ InverseGamma(n/2, RSS/2).
    /// </summary>
    /// <param name="result">A result of a posterior with <see cref="JeffreysNoise"/>.</param>
    /// <exception cref="ArgumentException">The target is no posterior with this noise.</exception>
    public static QuantitySummary Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Target is not Posterior { Noise: JeffreysNoise } posterior)
        {
            throw new ArgumentException(
                "The level can be drawn afterwards where it was integrated out: for a posterior with JeffreysNoise.",
                nameof(result));
        }

        int points = posterior.Measurement.Count;
        double[][] chains = [.. Enumerable.Range(0, result.Draws.Chains).Select(chain => Levels(result, chain, points))];
        return QuantitySummary.Of(result.Draws, GaussianNoise.LevelName, chains) with { Unit = posterior.Measurement.YUnit };
    }

    private static double[] Levels(Result result, int chain, int points)
    {
        var random = new RandomStream(result.Seed, chain, replica: 0);
        return [.. Enumerable.Range(0, result.Draws.Count).Select(draw =>
        {
            double residuals = JeffreysNoise.ResidualSumOfSquares(result.Draws.LogLikelihood(chain, draw), points);
            return Math.Sqrt(0.5 * residuals / random.NextGamma(0.5 * points));
        })];
    }
}
