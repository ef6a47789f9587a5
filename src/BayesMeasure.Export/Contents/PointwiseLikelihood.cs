using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Export.Contents;

/// <summary>
/// The log likelihood of each point by itself: the noise as it meets a measurement of that point alone. Where points depend on
/// each other, or share an unknown that was integrated out, these do not add up to that of all, and there is no such thing.
/// </summary>
internal sealed class PointwiseLikelihood
{
    private readonly MeasuredCurve curve;
    private readonly NoiseBinding[] points;

    private PointwiseLikelihood(MeasuredCurve curve, NoiseBinding[] points)
    {
        this.curve = curve;
        this.points = points;
    }

    /// <summary>How the points of a curve are judged one by one; null where they cannot be.</summary>
    public static PointwiseLikelihood? Of(MeasuredCurve curve)
    {
        NoiseBinding whole = curve.Posterior.NoiseBinding;
        if (whole.IsCorrelated)
        {
            return null;
        }

        try
        {
            return new(curve, [.. Enumerable.Range(0, curve.Measurement.Count).Select(point => Bind(curve, point))]);
        }
        catch (ArgumentException)
        {
            // The noise knows something of the points by their number, such as an exposure each.
            return null;
        }
    }

    /// <summary>One log likelihood a point.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    public double[] At(ReadOnlySpan<double> values)
    {
        double[] own = curve.ValuesOf(values);
        double[] prediction = curve.Posterior.Predict(own, curve.Measurement.X.AsSpan());
        return points[0].Accept(new Row(points, curve.Measurement, prediction, curve.Posterior.NoiseParametersOf(own)));
    }

    private static NoiseBinding Bind(MeasuredCurve curve, int point)
    {
        Measurement all = curve.Measurement;
        return curve.Posterior.Noise.Bind(
            new([all.X[point]], [all.Y[point]], all.Sigma is { } sigma ? [sigma[point]] : null) { Name = all.Name });
    }

    private sealed class Row(NoiseBinding[] points, Measurement measurement, double[] prediction, double[] noise)
        : INoiseVisitor<double[]>
    {
        public double[] Visit<TDensity>()
            where TDensity : struct, INoiseDensity
        {
            double[] row = new double[points.Length];
            var parameters = new Numbers(noise);
            for (int i = 0; i < row.Length; i++)
            {
                Scalar misfit = TDensity.Misfit<Scalar, Numbers>(
                    measurement.Y[i], prediction[i], points[i].Weights[0], parameters);
                row[i] = TDensity.LogLikelihood<Scalar, Numbers>(misfit, parameters, new(points[i].Constants)).Value;
            }

            return row;
        }
    }

    private readonly ref struct Numbers(ReadOnlySpan<double> values) : IParameters<Scalar>
    {
        private readonly ReadOnlySpan<double> values = values;

        public Scalar this[int index] => values[index];
    }
}
