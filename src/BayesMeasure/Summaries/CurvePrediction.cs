using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Summaries;

/// <summary>Predicts one measured curve from the draws of a result.</summary>
internal sealed class CurvePrediction
{
    /// <summary>A replica that no ladder has, so that the noise shares no random number with the draws.</summary>
    private const int Replica = int.MaxValue;

    private readonly Result result;
    private readonly MeasuredCurve curve;

    /// <param name="result">What was found.</param>
    /// <param name="measurement">The name of the measurement; null where there is one alone.</param>
    /// <exception cref="ArgumentException">
    /// There is no such measurement, or it is not said which; the message lists them.
    /// </exception>
    public CurvePrediction(Result result, string? measurement)
    {
        this.result = result;
        curve = MeasuredCurve.Of(result.Target, measurement);
    }

    /// <summary>The measured points.</summary>
    public Measurement Measured => curve.Measurement;

    /// <summary>The curves of some draws, spaced evenly over all chains.</summary>
    /// <param name="x">Where to predict.</param>
    /// <param name="most">The largest number of draws.</param>
    public double[][] Curves(double[] x, int most)
    {
        var random = new RandomStream(result.Seed, chain: 0, Replica);
        return [.. Chosen(most).Select((values, draw) =>
        {
            random.BeginSweep(draw);
            return curve.Posterior.DrawCurve(values, x, random);
        })];
    }

    /// <summary>Measurements of some draws: the curve of each, with noise of its own.</summary>
    /// <param name="x">Where to predict.</param>
    /// <param name="most">The largest number of draws.</param>
    /// <exception cref="ArgumentException">The noise is known at the measured points alone, and x are others.</exception>
    public double[][] Measurements(double[] x, int most)
    {
        Measurement design = DesignAt(x);
        var random = new RandomStream(result.Seed, chain: 0, Replica);
        return [.. Chosen(most).Select((values, draw) =>
        {
            random.BeginSweep(draw);
            double[] noise = curve.Posterior.NoiseParametersOf(values);
            double[] y = curve.Posterior.DrawCurve(values, x, random);
            return NoiseOf(values, random).Simulate(design, y, noise, random).Y.ToArray();
        })];
    }

    private IEnumerable<double[]> Chosen(int most) =>
        result.Draws.Spaced(most).Select(place => curve.ValuesOf(result.Draws[place.Chain, place.Draw]));

    /// <summary>The noise of a draw: where its level was integrated out, one that the residuals leave possible.</summary>
    private NoiseModel NoiseOf(double[] values, RandomStream random) => curve.Posterior.Noise.Resolved(
        curve.Measurement, () => curve.Posterior.Predict(values, [.. curve.Measurement.X]), random);

    /// <summary>The measured points themselves where they are asked for, with their sigma; bare points otherwise.</summary>
    private Measurement DesignAt(double[] x)
    {
        Measurement measured = curve.Measurement;
        if (x.AsSpan().SequenceEqual(measured.X.AsSpan()))
        {
            return measured;
        }

        return !curve.Posterior.Noise.IsPointwise ? new(x, new double[x.Length]) : throw new ArgumentException(
            $"The noise \"{curve.Posterior.Noise}\" is known at the measured points alone: predict with noise at these, "
            + "or without noise.",
            nameof(x));
    }
}
