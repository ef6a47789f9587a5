using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Criticism;

/// <summary>
/// One measured curve as some draws of its posterior see it, in the order of x: each measured value as a normal score of the
/// noise about the prediction.
/// </summary>
/// <remarks>
/// Data and a draw from their posterior are distributed as data and the truth that they were made of (Johnson 2007, Bayesian
/// Anal. 2, 719): the scores of a draw are therefore independent standard normal deviates where model, noise and prior are
/// right, with nothing to be subtracted for parameters that were fitted.
/// </remarks>
internal sealed class FittedScores
{
    private const int MostDraws = 16;

    /// <summary>A replica that no ladder has, so that scores share no random number with the draws.</summary>
    private const int Replica = int.MaxValue - 1;

    /// <summary>No probability is smaller than that of a score beyond.</summary>
    private const double Largest = 38;

    private FittedScores(Measurement measurement, int[] order, double[][] scores, double[] prediction, double[] deviation)
    {
        X = [.. order.Select(i => measurement.X[i])];
        Y = [.. order.Select(i => measurement.Y[i])];
        Scores = [.. scores.Select(draw => Array.ConvertAll(order, i => draw[i]))];
        Prediction = Array.ConvertAll(order, i => prediction[i]);
        Deviation = Array.ConvertAll(order, i => deviation[i]);
    }

    /// <summary>Where was measured, ascending.</summary>
    public double[] X { get; }

    /// <summary>What was measured.</summary>
    public double[] Y { get; }

    /// <summary>For each draw, the score of each point.</summary>
    public double[][] Scores { get; }

    /// <summary>The mean of what the draws predict, as measured values.</summary>
    public double[] Prediction { get; }

    /// <summary>The root mean square of the deviations that the draws give each point; NaN where there is none.</summary>
    public double[] Deviation { get; }

    /// <exception cref="NotSupportedException">The noise is one's own and does not say how to draw.</exception>
    public static FittedScores Of(Result result, MeasuredCurve curve)
    {
        Measurement measurement = curve.Measurement;
        (int Chain, int Draw)[] chosen = [.. result.Draws.Spaced(MostDraws)];
        double[][] scores = [.. chosen.Select(_ => new double[measurement.Count])];
        double[] prediction = new double[measurement.Count];
        double[] variance = new double[measurement.Count];
        var random = new RandomStream(result.Seed, chain: 0, Replica);
        double[] x = [.. measurement.X];
        foreach ((int number, (int chain, int draw)) in chosen.Index())
        {
            random.BeginSweep(number);
            double[] values = curve.ValuesOf(result.Draws[chain, draw]);
            double[] curveOfDraw = curve.Posterior.DrawCurve(values, x, random);
            double[] noise = curve.Posterior.NoiseParametersOf(values);
            NoiseModel resolved = curve.Posterior.Noise.Resolved(measurement, () => curveOfDraw, random);
            NoiseBinding binding = ReferenceEquals(resolved, curve.Posterior.Noise)
                ? curve.Posterior.NoiseBinding
                : resolved.Bind(measurement);
            binding.NormalScores(measurement.Y.AsSpan(), curveOfDraw, noise, random, scores[number]);
            for (int i = 0; i < x.Length; i++)
            {
                double score = scores[number][i];
                scores[number][i] = double.IsNaN(score) ? 0 : Math.Clamp(score, -Largest, Largest);
                prediction[i] += binding.Exposure(i) * curveOfDraw[i] / chosen.Length;
                variance[i] += Math.Pow(binding.StandardDeviation(i, curveOfDraw[i], noise), 2) / chosen.Length;
            }
        }

        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
        return new(measurement, order, scores, prediction, Array.ConvertAll(variance, Math.Sqrt));
    }
}
