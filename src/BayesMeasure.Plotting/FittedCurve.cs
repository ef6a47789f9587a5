using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting;

/// <summary>One measured curve of a result, with what the result says of it.</summary>
/// <param name="Measurement">The measured points; among several, y is named by the measurement, too.</param>
/// <param name="Fit">The curves of the fit.</param>
internal sealed record FittedCurve(Measurement Measurement, FittedSpectrum Fit)
{
    /// <summary>The curves that are drawn at most: more would be too small to see.</summary>
    private const int MostCurves = 6;

    /// <summary>The curves of a result, in the order of its measurements; the first 6 of them.</summary>
    /// <exception cref="ArgumentException">
    /// The result is that of no measured curve, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static FittedCurve[] Of(Result result, AxisStyle axis) => result.Target.Curves switch
    {
        [] => throw new ArgumentException(
            "There is no measured curve to draw: the target is a bare log likelihood, or was read from a file.", nameof(result)),
        [var curve] => [new(curve.Measurement, new FittedSpectrum(curve.Posterior, result.Summary, axis))],
        var curves =>
        [
            .. curves.Take(MostCurves).Select(curve => new FittedCurve(
                Named(curve), new FittedSpectrum(curve.Posterior, result.SummaryOf(curve.Name), axis))),
        ],
    };

    /// <summary>The names of the measurements that a target explains; empty where it explains none.</summary>
    public static string TitleOf(ITarget target) => string.Join(" + ", target.Curves.Select(curve => curve.Name));

    private static Measurement Named(MeasuredCurve curve) => curve.Measurement with
    {
        YName = curve.Measurement.YName is "y" ? curve.Name : $"{curve.Name}: {curve.Measurement.YName}",
    };
}
