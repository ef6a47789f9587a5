using System.Runtime.CompilerServices;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Summaries;

/// <summary>What a person looks for in a result, where the dot is.</summary>
/// <example>
/// <code>
/// Console.WriteLine(result.Summary);
/// Interval where = result.Summary["center[2]"].HighestDensityInterval(0.95);
/// double[] draws = result["center[2]"];
/// Prediction band = result.Predict(data.X, level: 0.95, withNoise: true);
/// </code>
/// </example>
public static class ResultSummaries
{
    private const int MostCurves = 4000;

    private static readonly ConditionalWeakTable<Result, Told> Known = [];

    extension(Result result)
    {
        /// <summary>
        /// The posterior of every unknown, with equal components ordered by their positions or else by their rates; by another
        /// parameter, or by relabelling each draw, where these overlap or there are none: <c>Notes</c> of the summary say which.
        /// </summary>
        public PosteriorSummary Summary => Of(result).Summary.Value;

        /// <summary>Position, height, width and area of every peak, with equal peaks ordered as in the summary.</summary>
        public PeakReport Peaks => Of(result).Peaks.Value;

        /// <summary>The correlation of each unknown with each, with equal components ordered as in the summary.</summary>
        public CorrelationMatrix Correlations => Of(result).Correlations.Value;

        /// <summary>The posterior of every unknown, with equal components in another order.</summary>
        /// <param name="orderBy">
        /// The base name of the parameter by which interchangeable components are ordered within each draw, ascending, such as
        /// "width"; null for the usual one. Components whose priors differ, or one of which another parameter is tied to, are not
        /// interchangeable, and are left as they are.
        /// </param>
        /// <exception cref="ArgumentException">
        /// There is no such unknown, it is no component's own, or it is an indicator; the message names those that can be used.
        /// </exception>
        public PosteriorSummary SummaryBy(string? orderBy) =>
            orderBy is null ? result.Summary : PosteriorSummary.Of(OrderedDraws.Of(result.Target, result.Draws, orderBy));

        /// <summary>Position, height, width and area of every peak, with equal peaks in another order.</summary>
        /// <param name="orderBy">
        /// The base name of the parameter by which equal peaks are ordered, ascending, such as "amplitude".
        /// </param>
        /// <exception cref="ArgumentException">As of <c>SummaryBy</c>.</exception>
        public PeakReport PeaksBy(string orderBy) => PeakReport.Of(result, orderBy);

        /// <summary>
        /// What a joint inference says of one measurement: the unknowns that it reads, named as its own model has them.
        /// </summary>
        /// <param name="measurement">The name of the measurement, such as "A".</param>
        /// <param name="orderBy">As in <c>SummaryBy</c>.</param>
        /// <exception cref="ArgumentException">
        /// There is no such measurement, or the order is refused; the message lists those there are.
        /// </exception>
        public PosteriorSummary SummaryOf(string measurement, string? orderBy = null)
        {
            var curve = MeasuredCurve.Of(result.Target, measurement);
            Draws own = result.Draws.Of(curve.Posterior.Parameters, curve.Positions);
            return PosteriorSummary.Of(OrderedDraws.Of(curve.Posterior, own, orderBy));
        }

        /// <summary>The posterior of a quantity that is computed from every draw.</summary>
        /// <param name="name">The name of the quantity.</param>
        /// <param name="quantity">The quantity, given one draw.</param>
        /// <param name="orderBy">As in <c>SummaryBy</c>; null for the usual order.</param>
        /// <exception cref="ArgumentException">As of <c>SummaryBy</c>.</exception>
        /// <exception cref="KeyNotFoundException">The quantity asks for an unknown that the posterior does not have.</exception>
        public QuantitySummary Quantity(string name, Func<Draw, double> quantity, string? orderBy = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(quantity);
            return QuantitySummary.Of(result.SummaryBy(orderBy).Draws, name, quantity);
        }

        /// <summary>
        /// What the model predicts at any x: the posterior mean, and a pointwise band, from at most 4,000 draws spaced evenly.
        /// </summary>
        /// <param name="x">Where to predict; need not be the measured points.</param>
        /// <param name="level">The share of the probability within the band: above 0 and below 1, 0.9 by default.</param>
        /// <param name="withNoise">
        /// Whether a new measurement is predicted, noise included, and not the curve alone. Its random numbers follow from the
        /// seed of the result.
        /// </param>
        /// <param name="measurement">The name of the measurement in a joint posterior; null where there is one alone.</param>
        /// <exception cref="ArgumentException">
        /// The target explains no such measurement, or the noise is known at the measured points alone and x are others.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
        /// <exception cref="NotSupportedException">The noise cannot be drawn, as where its level was integrated out.</exception>
        public Prediction Predict(
            IReadOnlyList<double> x, double level = 0.9, bool withNoise = false, string? measurement = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            double[] points = [.. x];
            var curve = new CurvePrediction(result, measurement);
            double[][] curves = withNoise ? curve.Measurements(points, MostCurves) : curve.Curves(points, MostCurves);
            return new(points, [.. curves.Select(y => (1.0 / curves.Length, y))], level);
        }

        /// <summary>
        /// The posterior of sigma under <see cref="JeffreysNoise"/>, which integrates it out: for each draw of the parameters one
        /// of the level from its exact conditional, sigma^2 ~ InverseGamma(n/2, RSS/2).
        /// </summary>
        /// <exception cref="ArgumentException">The target is no posterior with this noise.</exception>
        public QuantitySummary NoiseLevel()
        {
            if (result.Target.Curves is not [{ Posterior.Noise: JeffreysNoise } curve])
            {
                throw new ArgumentException(
                    "The level can be drawn afterwards where it was integrated out: for a posterior with JeffreysNoise.",
                    nameof(result));
            }

            int points = curve.Measurement.Count;
            double[][] chains = [.. Enumerable.Range(0, result.Draws.Chains).Select(chain => Levels(result, chain, points))];
            return QuantitySummary.Of(result.Draws, GaussianNoise.LevelName, chains) with { Unit = curve.Measurement.YUnit };
        }
    }

    private static Told Of(Result result) => Known.GetValue(result, one => new(one));

    private static double[] Levels(Result result, int chain, int points)
    {
        var random = new RandomStream(result.Seed, chain, replica: 0);
        return [.. Enumerable.Range(0, result.Draws.Count)
            .Select(draw => JeffreysNoise.ResidualSumOfSquares(result.Draws.LogLikelihood(chain, draw), points))
            .Select(sum => Math.Sqrt(0.5 * sum / random.NextGamma(0.5 * points)))];
    }

    /// <summary>What was computed of a result once, for as long as the result lives.</summary>
    private sealed class Told(Result result)
    {
        public Lazy<PosteriorSummary> Summary { get; } = new(() => PosteriorSummary.Of(OrderedDraws.Of(result)));

        public Lazy<PeakReport> Peaks { get; } = new(() => PeakReport.Of(result, orderBy: null));

        public Lazy<CorrelationMatrix> Correlations { get; } = new(() => new(OrderedDraws.Of(result).Draws));
    }
}
