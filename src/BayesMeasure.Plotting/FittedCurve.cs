using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting;

/// <summary>One measured curve of a result, with what the result says of it.</summary>
/// <param name="Name">The name of the measurement.</param>
/// <param name="Measurement">The measured points; among several, y is named by the measurement, too.</param>
/// <param name="Fit">The curves of the fit.</param>
internal sealed record FittedCurve(string Name, Measurement Measurement, FittedSpectrum Fit)
{
    /// <summary>The curves that are drawn at most: more would be too small to see.</summary>
    private const int MostCurves = 6;

    /// <summary>The curves of a result, in the order of its measurements; the first 6 of them.</summary>
    /// <exception cref="ArgumentException">
    /// The result is that of no measured curve, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static FittedCurve[] Of(Result result, AxisScale scale)
    {
        FittedCurve[] curves = result.Target switch
        {
            Posterior one => [Of(one.Measurement.Name, one, PosteriorSummary.Of(result), scale)],
            JointPosterior joint =>
            [
                .. joint.Posteriors.Take(MostCurves).Select((posterior, part) =>
                    Of(joint.Parts[part].Name, posterior, PosteriorSummary.OfPart(result, part), scale)),
            ],
            _ => throw new ArgumentException(
                "There is no measured curve to draw: the target is a bare log likelihood, or was read from a file.",
                nameof(result)),
        };
        return curves.Length == 1 ? curves : [.. curves.Select(curve => curve with { Measurement = curve.Named })];
    }

    /// <summary>Whether a target explains a curve that can be drawn.</summary>
    public static bool IsIn(ITarget target) => target is Posterior or JointPosterior;

    /// <summary>The names of the measurements that a target explains.</summary>
    public static string TitleOf(ITarget target) => target switch
    {
        Posterior one => one.Measurement.Name,
        JointPosterior joint => string.Join(" + ", joint.Parts.Select(part => part.Name)),
        _ => "",
    };

    private Measurement Named => Measurement with { YName = Measurement.YName is "y" ? Name : $"{Name}: {Measurement.YName}" };

    private static FittedCurve Of(string name, Posterior posterior, PosteriorSummary summary, AxisScale scale) =>
        new(name, posterior.Measurement, new FittedSpectrum(posterior, summary, scale));
}
