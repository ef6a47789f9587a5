using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// The log likelihood of Gaussian peaks in Gaussian noise, its expectation over normal centers: ln L is quadratic in the curve,
/// and the mean and the square of a Gaussian peak over its center are Gaussian peaks.
/// </summary>
/// <remarks>
/// For a peak a exp(-(x - c)^2 / 2 v) and c + s u: E phi = a sqrt(v / (v + s^2)) exp(-(x - c)^2 / 2 (v + s^2)) and
/// E phi^2 = a^2 sqrt(v / (v + 2 s^2)) exp(-(x - c)^2 / (v + 2 s^2)); the centers are independent, so
/// E (y - sum phi)^2 = (y - sum E phi)^2 + sum (E phi^2 - (E phi)^2).
/// </remarks>
internal sealed class PeakCenterSmoothing
{
    private readonly Posterior posterior;
    private readonly CenterSmoothedPeak[] peaks;
    private readonly IReadOnlyList<int> positions;
    private readonly double[] residual;
    private readonly double[] local;

    private PeakCenterSmoothing(MeasuredCurve curve)
    {
        posterior = curve.Posterior;
        positions = curve.Positions;
        residual = new double[posterior.Measurement.Count];
        peaks = [.. posterior.Model.Terms.Zip(posterior.Layout.Terms, (term, sources) =>
            new CenterSmoothedPeak(sources, term.ModelType == typeof(GaussianPeak), residual.Length))];
        local = new double[positions.Count];
    }

    /// <summary>The smoothing of a target; null where it has no closed form.</summary>
    public static PeakCenterSmoothing? Of(ITarget target) =>
        target.Curves is [var curve] && curve.Posterior.Noise is GaussianNoise && curve.Posterior.Layout.Links.Length == 0
            && curve.Posterior.Model.Terms.All(IsGaussian) && HaveOwnCenters(curve.Posterior.Layout)
            ? new(curve)
            : null;

    /// <summary>
    /// The expected log likelihood, and its gradient by the values; null where another parameter than a center is to be smoothed.
    /// </summary>
    /// <param name="values">One value an unknown.</param>
    /// <param name="units">By which a center changes with its coordinate.</param>
    /// <param name="deviation">The standard deviation of the smoothing in coordinates.</param>
    /// <param name="mask">Which coordinates are smoothed.</param>
    /// <param name="gradient">Is given one derivative an unknown.</param>
    public double? Evaluate(
        ReadOnlySpan<double> values, ReadOnlySpan<double> units, double deviation, bool[] mask, Span<double> gradient)
    {
        if (!AreCenters(mask))
        {
            return null;
        }

        for (int i = 0; i < local.Length; i++)
        {
            local[i] = values[positions[i]];
        }

        posterior.Measurement.Y.AsSpan().CopyTo(residual);
        foreach (CenterSmoothedPeak peak in peaks)
        {
            int center = peak.CenterPosition;
            double spread = center >= 0 && mask[positions[center]] ? deviation * units[positions[center]] : 0;
            peak.Evaluate(posterior.Measurement.X, local, spread);
            peak.SubtractFrom(residual);
        }

        return LogLikelihood(gradient);
    }

    private double LogLikelihood(Span<double> gradient)
    {
        ReadOnlySpan<double> weights = posterior.NoiseBinding.Weights;
        bool isWeighted = posterior.Noise is GaussianNoise { Level: null };
        double misfit = 0;
        for (int i = 0; i < residual.Length; i++)
        {
            double variance = 0;
            foreach (CenterSmoothedPeak peak in peaks)
            {
                variance += peak.VarianceAt(i);
            }

            misfit += (isWeighted ? weights[i] : 1) * (residual[i] * residual[i] + variance);
        }

        double[] noise = posterior.NoiseParametersOf(local);
        double value = posterior.NoiseBinding.LogLikelihood(misfit, noise);
        double slope = posterior.NoiseBinding.LogLikelihood(1, noise) - posterior.NoiseBinding.LogLikelihood(0, noise);
        gradient.Clear();
        foreach (CenterSmoothedPeak peak in peaks)
        {
            peak.AddGradient(residual, isWeighted ? weights : [], slope, gradient, positions);
        }

        AddNoise(noise, misfit, gradient);
        return value;
    }

    /// <summary>d ln L / d sigma = -n / sigma + misfit / sigma^3, of a level that is sampled.</summary>
    private void AddNoise(double[] noise, double misfit, Span<double> gradient)
    {
        if (noise.Length == 1 && posterior.Layout.Noise[0] is { Position: >= 0 } source)
        {
            double byLevel = -residual.Length / noise[0] + misfit / (noise[0] * noise[0] * noise[0]);
            gradient[positions[source.Position]] += source.Factor * byLevel;
        }
    }

    private bool AreCenters(bool[] mask)
    {
        for (int i = 0; i < local.Length; i++)
        {
            if (mask[positions[i]] && !peaks.Any(peak => peak.CenterPosition == i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsGaussian(Term term) =>
        term.ModelType == typeof(GaussianPeak) || term.ModelType == typeof(GaussianPrecisionPeak);

    /// <summary>
    /// A center that others follow, that follows others or that is explored on another scale has no normal of its own.
    /// </summary>
    private static bool HaveOwnCenters(CurveLayout layout)
    {
        int[] read = [.. layout.Terms.Append(layout.Noise).SelectMany(sources => sources).Select(source => source.Position)];
        return layout.Terms.Select(sources => sources[CenterSmoothedPeak.CenterIndex]).All(center => center.Position < 0
            || (center is { Factor: 1, Offset: 0 } && read.Count(position => position == center.Position) == 1
                && layout.Parameters[center.Position].Prior.Coordinate == Coordinate.Linear));
    }
}
