using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Export.Contents;

/// <summary>Measurements as a draw predicts them, noise included.</summary>
/// <param name="curve">The measured curve.</param>
internal sealed class PredictedMeasurements(MeasuredCurve curve)
{
    /// <summary>A measurement at the measured points.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <exception cref="NotSupportedException">The noise does not say how to draw.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise cannot scatter about the prediction.</exception>
    public Measurement Draw(ReadOnlySpan<double> values, RandomStream random)
    {
        double[] own = curve.ValuesOf(values);
        double[] prediction = curve.Posterior.DrawCurve(own, curve.Measurement.X.AsSpan(), random);
        NoiseModel noise = curve.Posterior.Noise is JeffreysNoise
            ? GaussianNoise.Known(Level(curve.Posterior.Predict(own, curve.Measurement.X.AsSpan()), random))
            : curve.Posterior.Noise;
        return noise.Simulate(curve.Measurement, prediction, curve.Posterior.NoiseParametersOf(own), random);
    }

    /// <summary>A level that was integrated out, given the residuals: sigma^2 ~ InverseGamma(n/2, RSS/2).</summary>
    private double Level(double[] prediction, RandomStream random)
    {
        double squares = curve.Measurement.Y.Zip(prediction, (y, f) => (y - f) * (y - f)).Sum();
        return Math.Sqrt(0.5 * squares / random.NextGamma(0.5 * prediction.Length));
    }
}
